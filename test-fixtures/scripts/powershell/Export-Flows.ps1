$target = Join-Path $PSScriptRoot 'flows'
New-Item -ItemType Directory -Path $target -Force | Out-Null
$environments = m365 flow environment list | ConvertFrom-Json
foreach ($environment in $environments) {
    $flows = m365 flow list --environmentName $environment.name --withSolutions | ConvertFrom-Json
    $flows.ForEach({
        $path = "$target/$($_.name).zip"
        if (!(Test-Path $path)) {
            m365 flow export --environmentName $environment.name --name $_.name --format zip --path $path 2>&1 | Tee-Object -Append ./export.log
        }
    })
}
