m365 spo web set --url https://contoso.sharepoint.com --title Our new intranet
#                                                                 ^^^^^^^^^^^^ stray-word: These words belong to no option: the tool takes them for a part of the command's name, finds no such command and shows help.
m365 spo list get --webUrl https://contoso.sharepoint.com --title "Shared Documents"
m365 planner task add --title 'Write report' --planTitle My plan --bucketName 'To do' --ownerGroupName IT
#                                                           ^^^^ stray-word: This word belongs to no option: the tool takes it for a part of the command's name, finds no such command and shows help.
