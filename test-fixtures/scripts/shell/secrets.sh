#!/usr/bin/env bash
m365 login --authType password --userName anna@contoso.com --password 'Summer-2024!'
#                                                                     ^^^^^^^^^^^^^^ warning secret-in-script: A password is written into the script: whoever can read the script has it. Read it from the environment or a vault.
m365 login --authType secret --appId "$APP" --tenant "$TENANT" --secret=abc~DEF.123
#                                                                       ^^^^^^^^^^^ warning secret-in-script: A secret is written into the script: whoever can read the script has it. Read it from the environment or a vault.
m365 login -t certificate --appId "$APP" --tenant "$TENANT" --certificateBase64Encoded MIIKQQIBAzCCCfsGCSqGSIb3DQEHAaCCCewEggno
#                                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-script: A certificate with its key is written into the script: whoever can read the script has it. Read it from the environment or a vault.
m365 login --authType secret --appId "$APP" --tenant "$TENANT" --secret "$SECRET"
m365 login --authType password --userName anna@contoso.com --password "$(cat /run/secrets/password)"
m365 login --authType password --userName anna@contoso.com --password '<password>'

apiKey=0123456789abcdef
m365 entra user hibp --userName anna@contoso.com --apiKey "$apiKey"
#                                                         ^^^^^^^^^ warning secret-in-script: An API key is written into the script: whoever can read the script has it. Read it from the environment or a vault.
m365 cli config set --key clientSecret --value abc~DEF.123
#                                              ^^^^^^^^^^^ warning secret-in-script: A secret is written into the script: whoever can read the script has it. Read it from the environment or a vault.
m365 cli config set --key clientId --value 6d1dfb4b-9c1b-4dc3-b2a0-4c4c7bd8ff54
m365 entra user password validate --password "Passw0rd"
#                                            ^^^^^^^^^^ warning secret-in-script: A password is written into the script: whoever can read the script has it. Read it from the environment or a vault.
m365 request --url https://graph.microsoft.com/v1.0/me --authorization 'Bearer eyJ0eXAiOiJKV1Qi.eyJhdWQiOiJodHRw.c2lnbmF0dXJl'
#                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-script: An access token is written into the script: whoever can read the script has it. Read it from the environment or a vault.
