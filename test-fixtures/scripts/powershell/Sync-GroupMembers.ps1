# Makes the members of a group those named in a text file
$group = 'Project Alpha'
$wanted = Get-Content ./members.txt | Where-Object { $_ -and $_ -notmatch '^\s*#' }
$present = m365 entra m365group user list --groupDisplayName $group --role Member --output json --query '[].userPrincipalName' | ConvertFrom-Json

$missing = $wanted | Where-Object { $_ -notin $present }
$surplus = $present | Where-Object { $_ -notin $wanted }

if ($missing) { m365 entra m365group user add --groupName $group --userNames ($missing -join ',') }
if ($surplus) { m365 entra m365group user remove --groupName $group --userNames ($surplus -join ',') --force }
