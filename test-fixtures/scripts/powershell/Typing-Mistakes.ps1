# Mistakes a reviewer should find
m365 spo site get --ulr https://contoso.sharepoint.com/sites/hr
#                 ^^^^^ unknown-option: 'spo site get' has no option --ulr. Did you mean --url?
m365 spo web get
#    ^^^^^^^^^^^ missing-option: 'spo web get' needs --url.
m365 spo site gte --url https://contoso.sharepoint.com
#    ^^^^^^^^^^^^ unknown-command: No command 'spo site gte'. Did you mean 'spo site get' or 'spo site set'?
m365 spo site list --type TeamSites
#                         ^^^^^^^^^ value-not-allowed: 'TeamSites' is no value of --type, which can be TeamSite, CommunicationSite.
m365 teams channel add --teamName 'Contoso' --name
#                                           ^^^^^^ warning missing-value: Option --name needs a value; without one the tool takes 'true' for it.
m365 spo list add --webUrl https://contoso.sharepoint.com --title 'A' --title 'B'
#                                                                     ^^^^^^^ warning duplicate-option: Option --title is given more than once; the tool then reads a list of values.
m365 entra user list extra
#                    ^^^^^ stray-word: This word belongs to no option: the tool takes it for a part of the command's name, finds no such command and shows help.
m365 planner plan list --output xml
#    ^^^^^^^^^^^^^^^^^ option-set: 'planner plan list' needs one of --ownerGroupId, --ownerGroupName, --rosterId.
#                               ^^^ value-not-allowed: 'xml' is no value of --output, which can be csv, json, md, text, none.
