$web = "https://contoso.sharepoint.com/sites/$env:SITE"
m365 spo list roleinheritance break --webUrl $web --listTitle Contracts --clearExistingPermissions
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information missing-force: 'spo list roleinheritance break' asks for confirmation and waits for the answer. A script that no one watches needs --force.
m365 spo list roleassignment add --webUrl $web --listTitle Contracts --listId 1caf7dcd-7e83-4c3a-94f7-932a1299c844 --upn ada@contoso.com --roleDefinitionName Read
#                                                                    ^^^^^^^^ option-set: Only one of --listId, --listTitle, --listUrl can be given.
m365 spo list roleassignment remove --webUrl $web --listTitle Contracts
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ option-set: 'spo list roleassignment remove' needs one of --principalId, --upn, --groupName, --entraGroupId, --entraGroupName.
