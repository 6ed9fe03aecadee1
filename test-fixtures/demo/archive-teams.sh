#!/usr/bin/env bash
# Archives the teams that nobody has used for a year.
set -euo pipefail

tenant=https://contoso.sharepoint.com
m365 login --authType certificate --certificateFile ~/m365.pem --thumbprint "$THUMBPRINT"

m365 teams team list --query "[?isArchived==\`false\`].id" --output text |
  while read -r team; do
    last=$(m365 teams channel list --teamId "$team" --type standrad --output json | jq length)
    if [ "$last" -eq 0 ]; then
      m365 teams team archive --id "$team" --shouldSetSpoSiteReadOnlyForMembers
    fi
  done

m365 spo listitem add --webUrl "$tenant/sites/it" --listTitle Archive --Title "Run of $(date +%F)"
m365 teams tem list
m365 spo list get --webUrl "$tenant" 
