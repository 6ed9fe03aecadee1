# Written for an early version.
m365 aad user list --output json
#    ^^^^^^^^^^^^^ former-name: 'aad user list' is called 'entra user list' since version 7.4.0.
m365 aad o365group list --deleted
#    ^^^^^^^^^^^^^^^^^^ former-name: 'aad o365group list' is called 'entra m365group list' since version 7.0.0.
m365 aad app get --appId 1caf7dcd-7e83-4c3a-94f7-932a1299c844
#    ^^^^^^^^^^^ former-name: 'aad app get' is called 'entra app get' since version 7.4.0.
m365 spo site classic list
#    ^^^^^^^^^^^^^^^^^^^^^ former-name: 'spo site classic list' is called 'spo site list' since version 6.0.0. The short name -t means --type there, no longer --webTemplate.
