$team = (m365 teams team list --joined | ConvertFrom-Json)[0]
m365 teams message list --teamId $team.id
#    ^^^^^^^^^^^^^^^^^^ missing-option: 'teams message list' needs --channelId.
m365 spo file add --webUrl 'https://contoso.sharepoint.com' --path "$PSScriptRoot/a.txt"
#    ^^^^^^^^^^^^ missing-option: 'spo file add' needs --folder.
m365 outlook mail send --to 'ann@contoso.com' --subject 'Hi'
#    ^^^^^^^^^^^^^^^^^ missing-option: 'outlook mail send' needs --bodyContents.
m365 flow enable --name "$flowName"
#    ^^^^^^^^^^^ missing-option: 'flow enable' needs --environmentName.
