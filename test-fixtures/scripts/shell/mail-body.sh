#!/usr/bin/env bash
body=$(cat <<HTML
<p>Sites: $(m365 spo site list --output json | jq length)</p>
<p>m365 is signed in as $(m365 status --output json | jq -r .connectedAs)</p>
HTML
)
m365 outlook mail send --to admins@contoso.com --subject "Report of $(date +%F)" --bodyContents "$body" --bodyContentType HTML
cat <<'TEXT'
m365 spo site remove --url nothing is run here
TEXT
