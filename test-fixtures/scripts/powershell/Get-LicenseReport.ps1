$licenses = m365 entra license list --output json | ConvertFrom-Json
$licenses |
    Select-Object skuPartNumber,
        @{ Name = 'Used'; Expression = { $_.consumedUnits } },
        @{ Name = 'Bought'; Expression = { $_.prepaidUnits.enabled } } |
    Format-Table -AutoSize

$users = (m365 entra user list --properties 'userPrincipalName,department' | ConvertFrom-Json) |
    Group-Object department -AsHashTable
foreach ($department in $users.Keys) { "{0}: {1}" -f $department, $users[$department].Count }
