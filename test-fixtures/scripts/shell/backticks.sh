#!/usr/bin/env bash
id=`m365 entra app get --name "My app" --query appId --output text`
old=`m365 entra app get --appName "My app"`
#                       ^^^^^^^^^ unknown-option: 'entra app get' has no option --appName. Did you mean --name?
m365 entra app role add --appId "$id" --name Reader
#    ^^^^^^^^^^^^^^^^^^ missing-option: 'entra app role add' needs --description, --allowedMembers, --claim.
