m365 request --url https://graph.microsoft.com/v1.0/users?top=5&select=id
#                                                              ^ warning unquoted-character: The '&' is not quoted: the command ends in front of it, and the shell runs what is behind it as a command of its own.
m365 request --url "https://graph.microsoft.com/v1.0/users?$select=id&`$top=5"
#                                                          ^^^^^^^ warning unquoted-character: The shell puts the value of a variable in the place of $select. Quote or escape the dollar sign if $select itself is meant.
m365 request --url https://contoso.sharepoint.com/_api/web/lists/getbytitle('Tasks')/items
#                                                                          ^ warning unquoted-character: The parenthesis is not quoted: PowerShell ends the argument in front of it and computes what is in it.
m365 request --url "https://contoso.sharepoint.com/_api/web/lists/getbytitle('Tasks')/items"
m365 entra user get --id @meId
#                        ^^^^^ warning unquoted-character: PowerShell takes @meId for the elements of a variable. Quote it.
m365 entra user get --userName '@meUserName'
m365 adaptivecard send --url $url --card @card.json
#                                        ^^^^^^^^^^ warning unquoted-character: PowerShell takes @card.json for the elements of a variable. Quote it.
m365 entra group member add --groupName HR --role Member --userNames a@contoso.com;b@contoso.com
#                                                                                 ^ warning unquoted-character: The ';' is not quoted: the command ends in front of it, and the shell runs what is behind it as a command of its own.
m365 spo web set --url $env:WEB --title "$100 each"
#                                        ^^^^ warning unquoted-character: The shell puts the value of a variable in the place of $100. Quote or escape the dollar sign if $100 itself is meant.
m365 spo site get @options
m365 spo site get --url $sites[0] --verbose; m365 logout
