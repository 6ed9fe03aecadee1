#!/usr/bin/env bash
{ m365 spo site list --output json > sites.json; } 2>/dev/null &
( cd /tmp && m365 teams team list --joined > teams.json ) &
wait
until m365 status | grep -q connectedAs; do sleep 1; done
if ! m365 spo hubsite list --output json > hubs.json; then echo failed; fi
