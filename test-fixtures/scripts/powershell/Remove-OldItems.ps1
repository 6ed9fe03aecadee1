$webUrl = 'https://contoso.sharepoint.com/sites/archive'
$listTitle = "Requests"
$limit = (Get-Date).AddYears(-2).ToString('yyyy-MM-ddTHH:mm:ssZ')

$items = m365 spo listitem list --webUrl $webUrl --listTitle $listTitle --fields 'Id,Title,Modified' `
    --filter "Modified lt datetime'$limit'" --output json | ConvertFrom-Json

if (-not $items) {
    Write-Host 'Nothing to remove.'
    return
}

foreach ($item in $items) {
    try {
        m365 spo listitem remove --webUrl $webUrl --listTitle $listTitle --id $item.Id --recycle --force
        if ($LASTEXITCODE -ne 0) { throw "Exit code $LASTEXITCODE" }
    }
    catch {
        Write-Warning "Item $($item.Id) ('$($item.Title)') was not removed: $_"
    }
}
