m365 spo site list --query '[?starts_with(Title, ''HR'')] | [0]'
m365 spo site list --query '[?startswith(Title, ''HR'')] | [0]'
#                             ^^^^^^^^^^ warning invalid-query: JMESPath has no function 'startswith'. Did you mean 'starts_with'? The tool notices it when the command has run.
m365 spo site list --query "[?Title == `"HR]"
#                                      ^^^^^ warning invalid-query: This is no JMESPath expression: A name in double quotes is written as a text in JSON, and ends with a double quote. The tool notices it when the command has run.
m365 spo site list --query "[?Title == '$title'].Url"
