# Calls that this tenant can answer. Run and What-if stand above each of them once you are signed in or not:
# the first Run leads to the sign-in.

m365 spo site list --query "[].{Title: Title, Url: Url}"

m365 entra user list --properties "displayName,jobTitle,mail"

m365 spo list list --webUrl https://contoso.sharepoint.com

# What-if shows what it would send; Run asks first.
m365 spo list add --webUrl https://contoso.sharepoint.com --title Invoices --baseTemplate GenericList

m365 outlook report mailactivitycounts --period D7

# Only you know the address: Run asks for it.
$site = Read-Host "Site"
m365 spo web get --url $site
