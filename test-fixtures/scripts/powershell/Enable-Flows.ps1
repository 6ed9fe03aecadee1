$names = @"
0a3f2c11-3f0c-4d42-9d2a-5a0b7d9d1a11
1b4f2c11-3f0c-4d42-9d2a-5a0b7d9d1a22
"@ -split "`r?`n"
foreach ($name in $names) {
    & m365 flow enable --environmentName 'Default-d87a7535-dd31-4437-bfe1-95340acd55c5' --name $name --asAdmin
    if (-not $?) { Write-Error "Flow $name stays off"; continue }
}
