$web = 'https://contoso.sharepoint.com/sites/projects'
$list = m365 spo list add --title 'Risks' --baseTemplate GenericLst --webUrl $web | ConvertFrom-Json
#                                                        ^^^^^^^^^^ value-not-allowed: 'GenericLst' is no value of --baseTemplate, which can be GenericList, DocumentLibrary, Survey, Links, Announcements, Contacts, Events, Tasks, DiscussionBoard, PictureLibrary, DataSources, XmlForm, ....
$xml = @"
<Field Type="Text" DisplayName="Owner" Name="Owner" StaticName="Owner" />
"@
m365 spo field add --webUrl $web --listTitle Risks --xml $xml
m365 spo field add --webUrl $web --xml $xml --list
#                                           ^^^^^^ unknown-option: 'spo field add' has no option --list.
m365 spo listitem add --webUrl $web --listId $list.Id --Title 'First risk' --Owner 'ada@contoso.com'
m365 spo listitem add --listTitle Risks --Title 'Second risk'
#    ^^^^^^^^^^^^^^^^ missing-option: 'spo listitem add' needs --webUrl.
