<# CLIMICROSOFT365_AADAPPID #>
$env:CLIMICROSOFT365_AADAPPID = '6d1dfb4b-9c1b-4dc3-b2a0-4c4c7bd8ff54'
#    ^^^^^^^^^^^^^^^^^^^^^^^^ warning former-variable: The tool no longer reads CLIMICROSOFT365_AADAPPID; the variable is called CLIMICROSOFT365_ENTRAAPPID now.
[Environment]::SetEnvironmentVariable('OFFICE365CLI_ENV', 'docker')
#                                      ^^^^^^^^^^^^^^^^ warning former-variable: The tool no longer reads OFFICE365CLI_ENV; the variable is called CLIMICROSOFT365_ENV now.
m365 cli config set --key clientId --value 31359c7f-bd7e-475c-86db-fdb8c937548e
#                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning former-application: This is the application 'PnP Management Shell' of earlier versions, which no longer exists. Register one of your own with 'm365 setup', or 'm365 entra app add'.
