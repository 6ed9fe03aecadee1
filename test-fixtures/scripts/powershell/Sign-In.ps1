m365 cli config set --key authType --value secret
m365 login --appId $env:APP --tenant $env:TENANT --secret $env:SECRET
m365 viva engage user list
#    ^^^^^^^^^^^^^^^^^^^^^ warning other-sign-in: 'viva engage user list' works only when a user is signed in; the script signs in as an application.
m365 logout
m365 login --authType browser --appId 31359C7F-BD7E-475C-86DB-FDB8C937548E
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning former-application: This is the application 'PnP Management Shell' of earlier versions, which no longer exists. Register one of your own with 'm365 setup', or 'm365 entra app add'.
