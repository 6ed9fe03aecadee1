# Written halfway, and for an older version of the CLI.
m365 aad group list --output json
m365 teams channel add --type private 
