$webUrl = "https://contoso.sharepoint.com/sites/news"
$options = @{ Path = './pages'; ItemType = 'Directory'; Force = $true }
New-Item @options | Out-Null
m365 spo page list --webUrl $webUrl -o json | ConvertFrom-Json | Where-Object Title -NotLike 'Draft*' | ForEach-Object {
    $page = $_
    try { m365 spo page get --webUrl $webUrl --name $page.FileLeafRef --metadataOnly > "./pages/$($page.FileLeafRef).json" }
    catch [System.IO.IOException], [System.UnauthorizedAccessException] { Write-Warning $_.Exception.Message }
    finally { $page = $null }
}
