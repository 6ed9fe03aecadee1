#!/bin/bash
while IFS=';' read -r name description owner; do
  [[ -z $name || $name == \#* ]] && continue
  id=$(m365 teams team add --name "$name" --description "$description" --ownerUserNames "$owner" --wait --output json | jq -r .id)
  for channel in General Planning "Lessons learned"; do
    m365 teams channel add --teamId "$id" --name "$channel" || echo "no channel $channel" >&2
  done
done < teams.csv
