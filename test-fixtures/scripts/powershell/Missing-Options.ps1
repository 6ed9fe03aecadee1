$team = (m365 teams team list --joined | ConvertFrom-Json)[0]
m365 teams message list --teamId $team.id
m365 spo file add --webUrl 'https://contoso.sharepoint.com' --path "$PSScriptRoot/a.txt"
m365 outlook mail send --to 'ann@contoso.com' --subject 'Hi'
m365 flow enable --name "$flowName"
