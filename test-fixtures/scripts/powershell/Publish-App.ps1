param([string] $Package = './sharepoint/solution/solution.sppkg', [switch] $Force)
$catalog = m365 spo tenant appcatalogurl get
if ([string]::IsNullOrWhiteSpace($catalog)) { throw 'The tenant has no app catalogue.' }
$id = m365 spo app add --filePath $Package --appCatalogUrl $catalog --overwrite --output text
m365 spo app deploy --id $id --appCatalogUrl $catalog --skipFeatureDeployment && m365 spo app list --appCatalogUrl $catalog
foreach ($site in Get-Content ./sites.txt) {
    m365 spo app install --id $id --siteUrl $site || Write-Warning "Not installed in $site"
}
