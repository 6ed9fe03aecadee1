# Updates items with values from a spreadsheet; columns are given as further options
$web = "https://contoso.sharepoint.com/sites/assets"
$rows = Import-Csv -Path .\assets.csv -Delimiter ';'
$done = 0
do {
    $row = $rows[$done]
    $query = "<View><Query><Where><Eq><FieldRef Name='AssetTag'/><Value Type='Text'>$($row.Tag)</Value></Eq></Where></Query></View>"
    $found = m365 spo listitem list --webUrl $web --listTitle 'Assets' --camlQuery $query | ConvertFrom-Json
    if ($found) {
        m365 spo listitem set --webUrl $web --listTitle Assets --id $found[0].Id --Title "$($row.Name)" --Owner0 $row.Owner --systemUpdate
    } else {
        m365 spo listitem add --webUrl $web --listTitle Assets --Title $row.Name --AssetTag $row.Tag
    }
    $done++
} while ($done -lt $rows.Count)
