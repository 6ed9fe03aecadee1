#!/usr/bin/env bash
# Writes all sites with their storage to a CSV file.
set -euo pipefail

out=${1:-sites.csv}
echo "url,title,storage" > "$out"
m365 spo site list --output json | jq -c '.[]' | while read -r site; do
  url=$(jq -r '.Url' <<< "$site")
  title=$(m365 spo web get --url "$url" --output json | jq -r '.Title')
  printf '%s,"%s",%s\n' "$url" "$title" "$(jq -r '.StorageUsage' <<< "$site")" >> "$out"
done
