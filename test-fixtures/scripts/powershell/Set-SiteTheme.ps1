# A theme written in place, applied to several sites
$theme = @'
{
  "themePrimary": "#0078d4",
  "themeLighterAlt": "#eff6fc",
  "black": "#000000",
  "white": "#ffffff"
}
'@
$file = New-TemporaryFile
$theme | Out-File -FilePath $file -Encoding utf8
m365 spo theme set --name "Contoso blue" --theme @$file
$sites = @(
    'https://contoso.sharepoint.com/sites/hr'
    'https://contoso.sharepoint.com/sites/finance'
)
$sites | ForEach-Object { m365 spo theme apply --name 'Contoso blue' --webUrl $_ }
m365 spo theme set --name 'Contoso inline' --theme $theme
#                                                  ^^^^^^ invalid-value: The specified theme is not valid.
