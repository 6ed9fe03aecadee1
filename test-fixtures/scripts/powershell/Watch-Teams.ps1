# Runs until it is stopped; shows new messages of a channel
$teamId = '2eaf7dcd-7e83-4c3a-94f7-932a1299c844'
$channelId = "19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.skype"
$since = (Get-Date).ToUniversalTime()
:watch while ($true) {
    Start-Sleep -Seconds 60
    $new = m365 teams message list --teamId $teamId --channelId $channelId --since $since.ToString('o') -o json | ConvertFrom-Json
    foreach ($message in $new) {
        if ($message.body.content -match 'STOP') { break watch }
        Write-Host "[$($message.createdDateTime)] $($message.from.user.displayName): $($message.body.content)"
    }
    $since = (Get-Date).ToUniversalTime()
}
