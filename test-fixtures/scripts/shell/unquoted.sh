#!/usr/bin/env bash
m365 request --url https://graph.microsoft.com/v1.0/users?top=5&select=id
#                                                              ^ warning unquoted-character: The '&' is not quoted: the command ends in front of it, and the shell runs what is behind it as a command of its own.
m365 request --url https://graph.microsoft.com/v1.0/users?$top=5&$select=id
#                                                         ^^^^ warning unquoted-character: The shell puts the value of a variable in the place of $top. Quote or escape the dollar sign if $top itself is meant.
#                                                               ^ warning unquoted-character: The '&' is not quoted: the command ends in front of it, and the shell runs what is behind it as a command of its own.
m365 request --url "https://graph.microsoft.com/v1.0/users?$select=id&\$top=5&$filter=$filter"
#                                                          ^^^^^^^ warning unquoted-character: The shell puts the value of a variable in the place of $select. Quote or escape the dollar sign if $select itself is meant.
#                                                                             ^^^^^^^ warning unquoted-character: The shell puts the value of a variable in the place of $filter. Quote or escape the dollar sign if $filter itself is meant.
m365 request --url 'https://graph.microsoft.com/v1.0/users?$top=5&$select=id'
m365 request --url "https://graph.microsoft.com/v1.0/users?skip=$skip"
m365 spo web set --url "$WEB" --title R&D
#                                      ^ warning unquoted-character: The '&' is not quoted: the command ends in front of it, and the shell runs what is behind it as a command of its own.
m365 spo web set --url "$WEB" --title "$100 each"
#                                      ^^ warning unquoted-character: The shell puts the value of a variable in the place of $1. Quote or escape the dollar sign if $1 itself is meant.
m365 spo web set --url "$WEB" --title "$1 each"
m365 spo listitem set --webUrl "$WEB" --listTitle Tasks --id 1 --Lookup 12;#Other
#                                                                         ^ warning unquoted-character: The ';' is not quoted: the command ends in front of it, and the shell runs what is behind it as a command of its own.
m365 entra group member add --groupName HR --role Member --userNames a@contoso.com;b@contoso.com
#                                                                                 ^ warning unquoted-character: The ';' is not quoted: the command ends in front of it, and the shell runs what is behind it as a command of its own.
m365 request --url https://contoso.sharepoint.com/_api/web/lists/getbytitle('Tasks')/items
#                                                                          ^ warning unquoted-character: The parenthesis is not quoted: the shell does not read the script.
