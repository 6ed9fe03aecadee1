<#
  Lists the sites of a tenant, tells their owners about those that are almost full,
  and writes a report.
#>
param([string] $Report = "$PSScriptRoot/sites.csv")

m365 login --authType deviceCode

$sites = m365 spo site list --type TeamSite --output json | ConvertFrom-Json
$rows = foreach ($site in $sites) {
  $owner = m365 entra m365group user list --groupId $site.GroupId --role Owner |
    ConvertFrom-Json | Select-Object -First 1
  if ($site.StorageUsage -gt 0.9 * $site.StorageQuota) {
    m365 outlook mail send `
      --to $owner.userPrincipalName `
      --subjct "The site $($site.Title) is almost full" `
      --bodyContents 'Please tidy up.'
  }
  [pscustomobject]@{
    Title = $site.Title
    Lists = (m365 spo list list --webUrl $site.Url --output json | ConvertFrom-Json).Count
  }
}
$rows | Export-Csv $Report -NoTypeInformation

# The library that holds the reports
m365 spo file add --webUrl https://contoso.sharepoint.com/sites/it --folder Reports
m365 aad group list --output xml

# A channel for those who look after the reports, still being typed
m365 teams channel add --type private 
