$ErrorActionPreference = 'Stop'
$catalog = m365 spo tenant appcatalogurl get
Get-ChildItem ./packages -Filter *.sppkg | ForEach-Object {
    $app = m365 spo app add --filePath $_.FullName --overwrite yes | ConvertFrom-Json
    m365 spo app deploy --id $app.ID --skipFeatureDeployment --appCatalogScope Tenant
    m365 spo app install --id $app.ID
#        ^^^^^^^^^^^^^^^ missing-option: 'spo app install' needs --siteUrl.
}
m365 spo app remove --name solution.sppkg --force false
#    ^^^^^^^^^^^^^^ missing-option: 'spo app remove' needs --id.
#                   ^^^^^^ unknown-option: 'spo app remove' has no option --name.
#                                                 ^^^^^ warning ignored-value: The tool does not read 'false' here and takes --force as true.
