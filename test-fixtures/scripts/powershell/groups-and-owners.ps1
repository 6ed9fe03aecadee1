$groups = m365 entra m365group list --withSiteUrl true | ConvertFrom-Json
foreach ($group in $groups) {
    $owners = @(m365 entra m365group user list --groupId $group.id --role Owner | ConvertFrom-Json)
    switch ($owners.Count) {
        0 { m365 entra m365group user add --groupId $group.id --userNames 'ada@contoso.com' --role Owner }
        1 { m365 entra m365group user add --groupId $group.id --role Admin --userNames 'bob@contoso.com' }
#                                                                    ^^^^^ value-not-allowed: 'Admin' is no value of --role, which can be owner, member.
        default { Write-Verbose $group.displayName }
    }
}
