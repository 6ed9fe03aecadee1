#!/usr/bin/env bash
url=https://contoso.sharepoint.com
m365 spo web get --url "$url" --output json | jq -r .Title
m365 spo folder add --webUrl $url --parentFolderUrl 'Shared Documents' --name "$(date +%Y)"
m365 spo listitem add --webUrl "$url" --listTitle Log --Title "Ran on $(hostname)"
m365 entra user list --query "[?contains(displayName, 'Ada')]"
