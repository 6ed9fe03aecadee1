# Written years ago: names that have changed since
$user = m365 aad user get --userName 'ann@contoso.com' | ConvertFrom-Json
#            ^^^^^^^^^^^^ former-name: 'aad user get' is called 'entra user get' since version 7.4.0.
m365 aad o365group list --displayName 'Marketing'
#    ^^^^^^^^^^^^^^^^^^ former-name: 'aad o365group list' is called 'entra m365group list' since version 7.0.0.
m365 spo listitem list --webUrl https://contoso.sharepoint.com --title Requests
#                                                              ^^^^^^^ former-name: Option --title is called --listTitle since version 6.0.0.
m365 aad o365group user add --groupId $user.id --userName 'bob@contoso.com'
#    ^^^^^^^^^^^^^^^^^^^^^^ former-name: 'aad o365group user add' is called 'entra m365group user add' since version 7.0.0.
m365 accesstoken get --resource https://graph.microsoft.com
#    ^^^^^^^^^^^^^^^ former-name: 'accesstoken get' is called 'util accesstoken get' since version 2.7.0.
