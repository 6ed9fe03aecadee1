function New-ProjectSite {
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, ValueFromPipelineByPropertyName)]
        [ValidatePattern('^[A-Z]{3}-\d{4}$')]
        [string] $Code,
        [string[]] $Owners = @('ann@contoso.com')
    )
    begin {
        $root = (m365 spo get --output json | ConvertFrom-Json).SpoUrl
    }
    process {
        $url = "$root/sites/$($Code.ToLower())"
        if (-not $PSCmdlet.ShouldProcess($url)) { return }
        $created = m365 spo site add --type CommunicationSite --url $url --title "Project $Code" --owners "$($Owners -join ',')" --wait
        if ($null -eq $created) { throw "No site at $url" }
        foreach ($list in 'Documents', 'Decisions', 'Risks') {
            $null = m365 spo list add --webUrl $url --title $list --baseTemplate GenericList
        }
        [void](m365 spo site appcatalog add --siteUrl $url)
        return $url
    }
}

'ABC-0001', 'ABC-0002' | ForEach-Object { [PSCustomObject]@{ Code = $_ } } | New-ProjectSite -Verbose
