m365 spo web get -uhttps://contoso.sharepoint.com
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ help-instead: The tool reads each letter of this word as an option, among them -h: it shows help and runs nothing. Write a blank behind -u.
m365 spo web get -u=https://contoso.sharepoint.com
m365 spo list list -u https://contoso.sharepoint.com -o jsn
#                                                       ^^^ value-not-allowed: 'jsn' is no value of --output, which can be csv, json, md, text, none.
