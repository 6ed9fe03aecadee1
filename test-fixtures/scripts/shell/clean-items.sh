#!/usr/bin/env bash
web_url="https://contoso.sharepoint.com/sites/archive"
list='Requests'
limit=$(date -u -d '2 years ago' +%Y-%m-%dT%H:%M:%SZ)

ids=$(m365 spo listitem list --webUrl "$web_url" --listTitle "$list" --fields Id \
  --filter "Modified lt datetime'$limit'" --query '[].Id' --output json | jq -r '.[]')
for id in $ids; do
  m365 spo listitem remove --webUrl "$web_url" --listTitle "$list" --id "$id" --recycle --force
done
