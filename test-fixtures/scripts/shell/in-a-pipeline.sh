#!/usr/bin/env bash
m365 spo site list --type TeamSite | jq -r '.[].Url' | xargs -n1 -I{} m365 spo web get --url {}
m365 spo site list --type Teamsite --output text | sort | tee sites.txt
#                         ^^^^^^^^ value-not-allowed: 'Teamsite' is no value of --type, which can be TeamSite, CommunicationSite.
if ! m365 status | grep -q Logged; then m365 login --authType deviceCode; fi
