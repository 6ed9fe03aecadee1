#!/usr/bin/env bash
common=(--webUrl https://contoso.sharepoint.com --output json)
m365 spo list list "${common[@]}"
m365 spo list get "${common[@]}"
#    ^^^^^^^^^^^^ option-set: 'spo list get' needs one of --id, --title, --url, --default.
m365 spo list get "${common[@]}" --title Documents
m365 spo list get "$@"
m365 spo lists get "$@"
#    ^^^^^^^^^^^^^ unknown-command: No command 'spo lists get'. Did you mean 'spo list get' or 'spo list set'?
