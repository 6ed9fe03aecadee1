$groups = m365 entra m365group list --orphaned --output json | ConvertFrom-Json
Write-Output "$($groups.Count) groups have no owner"
$jobs = $groups | ForEach-Object -Parallel {
    m365 entra m365group user add --groupId $_.id --userNames $using:NewOwner --role Owner
} -ThrottleLimit 4 -AsJob
Receive-Job $jobs -Wait
