#!/usr/bin/env bash
m365 spo web set --url "$WEB" --title Sales& wait
m365 spo web set --url "$WEB" --title Sales&wait
m365 spo web set --url "$WEB" --title Sales;m365 logout
m365 spo web set --url "$WEB" --title Sales;(m365 status)
m365 spo web set --url "$WEB" --title Sales&PID=$!
echo "$(m365 spo web get --url "$WEB")"
m365 entra user get --id @meId
