#!/usr/bin/env bash
site="https://contoso.sharepoint.com/sites/hr"
m365 spo list list --webUrl "$site" --output json | jq -r '.[].Title' | while read -r title; do
  m365 spo listitem list --webUrl "$site" --listTitle "$title" --output csv > "backup/$title.csv"
  m365 spo list get --weburl "$site" --title "$title" > "backup/$title.json"
#                   ^^^^^^^^ unknown-option: 'spo list get' has no option --weburl. Did you mean --webUrl?
done
