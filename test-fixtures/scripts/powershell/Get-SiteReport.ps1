#requires -Version 7.3
<#
.SYNOPSIS
    Writes all site collections with their owners and storage to a CSV file.
.EXAMPLE
    ./Get-SiteReport.ps1 -Path ./sites.csv
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Path,

    [ValidateSet('TeamSite', 'CommunicationSite')]
    [string] $Type = 'TeamSite'
)

$ErrorActionPreference = 'Stop'

if ((m365 status --output text) -eq 'Logged out') {
    m365 login --authType deviceCode
}

$sites = m365 spo site list --type $Type --output json | ConvertFrom-Json
$number = 0
$report = foreach ($site in $sites) {
    $number++
    Write-Progress -Activity 'Sites' -Status "$number of $($sites.Count)" -PercentComplete ($number / $sites.Count * 100)
    $web = m365 spo web get --url $site.Url --withGroups --output json | ConvertFrom-Json
    [PSCustomObject]@{
        Url     = $site.Url
        Title   = $web.Title
        Owners  = $web.AssociatedOwnerGroup.Title
        Storage = '{0:N1} GB' -f ($site.StorageUsage / 1024)
    }
}
$report | Sort-Object Url | Export-Csv -Path $Path -NoTypeInformation -Encoding utf8
