$cli = 'm365'
& m365 spo web get --url https://contoso.sharepoint.com --withGrups
#                                                       ^^^^^^^^^^^ unknown-option: 'spo web get' has no option --withGrups. Did you mean --withGroups?
& "$PSScriptRoot/node_modules/.bin/m365" spo web gte --url https://contoso.sharepoint.com
#                                        ^^^^^^^^^^^ unknown-command: No command 'spo web gte'. Did you mean 'spo web get' or 'spo web set'?
npx m365 spo web get
#        ^^^^^^^^^^^ missing-option: 'spo web get' needs --url.
