# Written years ago: names that have changed since
$user = m365 aad user get --userName 'ann@contoso.com' | ConvertFrom-Json
m365 aad o365group list --displayName 'Marketing'
m365 spo listitem list --webUrl https://contoso.sharepoint.com --title Requests
m365 aad o365group user add --groupId $user.id --userName 'bob@contoso.com'
m365 accesstoken get --resource https://graph.microsoft.com
