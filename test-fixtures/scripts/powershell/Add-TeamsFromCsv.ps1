# Creates a team for each line of a CSV file: Name, Description, Owners (separated by semicolons), Channels
param([string] $File = "$PSScriptRoot/teams.csv")

Import-Csv $File | ForEach-Object {
    $name = $_.Name
    Write-Host "Creating team $name ..." -ForegroundColor Cyan
    $team = m365 teams team add --name $name --description "$($_.Description)" `
        --ownerUserNames ($_.Owners -replace ';', ',') --wait --output json | ConvertFrom-Json
    foreach ($channel in $_.Channels.Split(';')) {
        m365 teams channel add --teamId $team.id --name $channel.Trim() --description "Channel of $name" | Out-Null
    }
}
