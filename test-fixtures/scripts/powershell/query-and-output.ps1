$titles = m365 spo web list --url https://contoso.sharepoint.com --query '[].Title' --output text
$count = (m365 spo site list --query "length([?Template == 'STS#3'])")
m365 onedrive report usagefilecounts --period D7 --output text
#                                                         ^^^^ value-not-allowed: 'text' is no value of --output, which can be csv, json.
m365 spo site list --output
#                  ^^^^^^^^ missing-value: Option --output needs a value.
