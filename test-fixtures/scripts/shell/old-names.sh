#!/usr/bin/env bash
# Written years ago: names that have changed since
m365 aad user get --userName ann@contoso.com
m365 aad o365group list --displayName Marketing
m365 spo listitem list --webUrl https://contoso.sharepoint.com --title Requests
m365 accesstoken get --resource https://graph.microsoft.com
