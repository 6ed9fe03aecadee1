#!/usr/bin/env bash
# Mistakes a reviewer should find
m365 spo site get --ulr https://contoso.sharepoint.com/sites/hr
m365 spo web get
m365 spo site gte --url https://contoso.sharepoint.com
m365 spo site list --type TeamSites
m365 teams channel add --teamName 'Contoso' --name
m365 entra user list extra
m365 planner plan list --output xml
