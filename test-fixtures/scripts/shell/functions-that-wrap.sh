#!/usr/bin/env bash
spo() { m365 spo "$@" --output json; }
web() { m365 spo web get --url "https://contoso.sharepoint.com/sites/$1"; }
spo site list
web hr
m365 spo
#    ^^^ unknown-command: 'spo' is a group of commands; it is followed by one of: agent, app, applicationcustomizer, apppage, brandcenter, cdn, commandset, contenttype, contenttypehub, customaction, eventreceiver, externaluser, ....
