$sites = m365 spo site list --output text | ConvertFrom-Json
#                                    ^^^^ warning not-json: What this call prints is read as JSON, but its output mode is 'text'.
$sites = m365 spo site list | ConvertFrom-Json
$text = m365 spo site list --output md
#                                   ^^ warning not-json: What this call prints is read as JSON, but its output mode is 'md'.
$text | ConvertFrom-Json
$other = m365 spo site list --output csv
$list = $other | ConvertFrom-Csv
$third = m365 spo site list --output csv
#                                    ^^^ warning not-json: What this call prints is read as JSON, but its output mode is 'csv'.
$list = ConvertFrom-Json -InputObject $Third
$fourth = m365 spo site list --output csv
$fourth = m365 spo site list
$list = $fourth | ConvertFrom-Json
