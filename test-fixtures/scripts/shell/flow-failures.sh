#!/usr/bin/env bash
env_name=${ENVIRONMENT:?}
m365 flow list --environmentName "$env_name" --asAdmin --output json |
  jq -r '.[].name' |
  while read -r flow; do
    count=$(m365 flow run list --environmentName "$env_name" --flowName "$flow" --status Failed -o json | jq length)
    if (( count > 0 )); then echo "$flow: $count"; fi
  done | sort | tee failures.txt
