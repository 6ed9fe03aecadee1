m365 spo site add `
    --type CommunicationSite `
    --title "Marketing $(Get-Date -Format yyyy)" `
    --url 'https://contoso.sharepoint.com/sites/marketing' `
    --lcid english `
    --owner 'ada@contoso.com'
#   ^^^^^^^ unknown-option: 'spo site add' has no option --owner. Did you mean --owners?
