#!/bin/sh
set -e
catalog=`m365 spo tenant appcatalogurl get`
if [ -z "$catalog" ]; then
  echo "no app catalogue" >&2
  exit 1
fi
id=$(m365 spo app add --filePath ./solution.sppkg --appCatalogUrl "$catalog" --overwrite --output text)
m365 spo app deploy --id "$id" --appCatalogUrl "$catalog" && m365 spo app list --appCatalogUrl "$catalog"
