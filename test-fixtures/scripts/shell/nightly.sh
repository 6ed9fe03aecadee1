#!/usr/bin/env bash
set -euo pipefail
m365 spo list remove --webUrl "$WEB" --title Old
#    ^^^^^^^^^^^^^^^ information missing-force: 'spo list remove' asks for confirmation and waits for the answer. A script that no one watches needs --force.
m365 spo list remove --webUrl "$WEB" --title Old --force
m365 entra app remove --appId "$APP" \
  --verbose
#    ^^^^^^^^^^^^^^^^ information missing-force (1 up): 'entra app remove' asks for confirmation and waits for the answer. A script that no one watches needs --force.
echo y | m365 spo site remove --url "$WEB"
m365 spo web roleinheritance break --webUrl "$WEB"
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information missing-force: 'spo web roleinheritance break' asks for confirmation and waits for the answer. A script that no one watches needs --force.
m365 spo file rename --webUrl "$WEB" --sourceUrl /a.txt --targetFileName b.txt
m365 spo list get --webUrl "$WEB" --title Old
m365 spo list remove $options
