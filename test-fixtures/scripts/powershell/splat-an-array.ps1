$options = @('--webUrl', 'https://contoso.sharepoint.com', '--title', 'Documents')
m365 spo list get @options
$more = @('--webUrl', 'https://contoso.sharepoint.com', '--tilte', 'Documents')
m365 spo list get @more
#                 ^^^^^ unknown-option: 'spo list get' has no option --tilte. Did you mean --title?
