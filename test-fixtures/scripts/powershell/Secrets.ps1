m365 login --authType secret --appId $env:APP --tenant $env:TENANT --secret $env:SECRET
m365 login --authType secret --appId $env:APP --tenant $env:TENANT --secret abc~DEF.123
#                                                                           ^^^^^^^^^^^ warning secret-in-script: A secret is written into the script: whoever can read the script has it. Read it from the environment or a vault.
$password = 'Summer-2024!'
m365 entra user add --displayName Anna --userName anna@contoso.com --password $password
#                                                                             ^^^^^^^^^ warning secret-in-script: A password is written into the script: whoever can read the script has it. Read it from the environment or a vault.
m365 entra user set --userName anna@contoso.com --currentPassword "$(Get-Secret Old -AsPlainText)" --newPassword 'Winter-2024!'
#                                                                                                                ^^^^^^^^^^^^^^ warning secret-in-script: A password is written into the script: whoever can read the script has it. Read it from the environment or a vault.
m365 cli config set --key clientCertificatePassword --value '{{CertificatePassword}}'
m365 cli config set --key clientCertificatePassword --value "p'w"
#                                                           ^^^^^ warning secret-in-script: A secret is written into the script: whoever can read the script has it. Read it from the environment or a vault.
