#!/usr/bin/env bash
team_id=$(m365 teams team list --joined --query '[0].id' --output text)
m365 teams message list --teamId "$team_id"
#    ^^^^^^^^^^^^^^^^^^ missing-option: 'teams message list' needs --channelId.
m365 spo file add --webUrl https://contoso.sharepoint.com --path ./a.txt
#    ^^^^^^^^^^^^ missing-option: 'spo file add' needs --folder.
m365 outlook mail send --to ann@contoso.com --subject 'Hi'
#    ^^^^^^^^^^^^^^^^^ missing-option: 'outlook mail send' needs --bodyContents.
