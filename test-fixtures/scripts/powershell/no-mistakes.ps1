$url = 'https://contoso.sharepoint.com'
$lists = m365 spo list list --webUrl $url --output json | ConvertFrom-Json
foreach ($list in $lists | Where-Object { -not $_.Hidden }) {
    $items = m365 spo listitem list --webUrl $url --listId $list.Id --fields 'Id,Title' | ConvertFrom-Json
    "{0}: {1}" -f $list.Title, @($items).Count
}
m365 version
m365 spo --help
