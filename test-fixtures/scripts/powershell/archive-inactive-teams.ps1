# Archives teams that nobody has written in for a year.
param([int] $Days = 365)
$limit = (Get-Date).AddDays(-$Days)
$teams = m365 teams team list --output json | ConvertFrom-Json
foreach ($team in $teams) {
    $channel = m365 teams channel list --teamId $team.id | ConvertFrom-Json | Select-Object -First 1
    try {
        $messages = m365 teams message list --teamId $team.id --channelId $channel.id --endDate $limit | ConvertFrom-Json
#                                                                                     ^^^^^^^^^ unknown-option: 'teams message list' has no option --endDate.
        if (-not $messages) { m365 teams team archive --id $team.id }
    }
    catch {
        Write-Warning "Cannot read $($team.displayName): $_"
    }
}
