# Calls that the tests run.
m365 spo site list --type TeamSite
m365 spo list add --webUrl https://contoso.sharepoint.com --title Invoices --baseTemplate GenericList
m365 spo site remove --url https://contoso.sharepoint.com/sites/it --force
m365 spo list list --webUrl https://contoso.sharepoint.com/sites/never-answers
m365 outlook report mailactivitycounts --period D7
$site = Read-Host "Site"
m365 spo web get --url $site
m365 booking business list
m365 entra user list
