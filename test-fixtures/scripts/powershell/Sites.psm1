# A module around sites
class SiteInfo {
    [string] $Url
    hidden [object] $Raw

    SiteInfo([string] $url) {
        $this.Url = $url
        $this.Raw = m365 spo site get --url $url --output json | ConvertFrom-Json
    }

    [string] Title() { return $this.Raw.Title }
    static [SiteInfo[]] All() { return (m365 spo site list | ConvertFrom-Json).ForEach({ [SiteInfo]::new($_.Url) }) }
}

enum SiteKind { Team; Communication }

function Get-Site {
    param([SiteKind] $Kind = [SiteKind]::Team)
    m365 spo site list --type "$($Kind)Site" | ConvertFrom-Json
}

filter Select-Active { if ($_.LockState -eq 'Unlock') { $_ } }

Export-ModuleMember -Function Get-Site, Select-Active
