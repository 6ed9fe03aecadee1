#!/usr/bin/env bash
set -euo pipefail
team=$(m365 teams team add --name "Project X" --description "All about X" --wait --output json | jq -r '.id')
for name in General Design Build; do
  m365 teams channel add --teamId "$team" --name "$name" --description
#                                                        ^^^^^^^^^^^^^ warning missing-value: Option --description needs a value; without one the tool takes 'true' for it.
done
m365 teams user add --teamId "$team" --userName ada@contoso.com --role Ownr
#    ^^^^^^^^^^^^^^ former-name: 'teams user add' is called 'entra m365group user add'.
m365 teams tab add --teamId "$team" --channelId "$channel" --appId com.microsoft.teamspace.tab.web --appName Site
#    ^^^^^^^^^^^^^ missing-option: 'teams tab add' needs --contentUrl.
