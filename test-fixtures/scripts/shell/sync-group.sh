#!/usr/bin/env bash
group='Project Alpha'
mapfile -t present < <(m365 entra m365group user list --groupDisplayName "$group" --role Member --output json | jq -r '.[].userPrincipalName')
missing=$(comm -13 <(printf '%s\n' "${present[@]}" | sort) <(sort members.txt) | paste -sd, -)
if [[ -n $missing ]]; then
  m365 entra m365group user add --groupName "$group" --userNames "$missing"
fi
