#!/usr/bin/env bash
common=(--output json --verbose)
site=(--url "https://contoso.sharepoint.com/sites/hr")
m365 spo site get "${site[@]}" "${common[@]}"
m365 spo web get "${site[@]}" --withGroups "${common[@]}"
extra=()
[[ -n ${DESCRIPTION:-} ]] && extra+=(--description "$DESCRIPTION")
m365 spo site set "${site[@]}" "${extra[@]}" --title 'Human resources'
