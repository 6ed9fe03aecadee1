#!/usr/bin/env bash
# Fifty calls, as a script has them that knows nothing of the editor.
set -euo pipefail
site=https://contoso.sharepoint.com
m365 spo list add --webUrl "$site" --title "$1" --baseTemplate GenericList --query Title
for i in {1..48}; do
  m365 spo list get --webUrl "$site" --title Documents --query "join(' ', [Title, '$i'])"
done
m365 spo list list --webUrl "$site" --query "[?Title=='$1'].Title | length(@)"
