#!/usr/bin/env bash
m365 spo site list --query "[?contains(Title, 'HR')].{url: Url, title: Title}"
m365 spo site list --query '[?lenght(Title) > `10`]'
#                             ^^^^^^ warning invalid-query: JMESPath has no function 'lenght'. Did you mean 'length'? The tool notices it when the command has run.
m365 spo site list --query "[?contains(Title)]"
#                             ^^^^^^^^ warning invalid-query: Function 'contains' takes 2 arguments, not 1. The tool notices it when the command has run.
m365 spo site list --query "[?Title == 'HR'"
#                                         ^ warning invalid-query: This is no JMESPath expression: Expected ] instead of the end of the query. The tool notices it when the command has run.
m365 spo site list --query='[].{url: Url, title}'
#                                              ^ warning invalid-query: This is no JMESPath expression: Expected : instead of }. The tool notices it when the command has run.
m365 spo site list --query '[].Url. | [0]'
#                                  ^ warning invalid-query: An expression is missing here. The tool notices it when the command has run.
m365 spo site list --query "[?Title == '$title'"
query="sort_by([], &Title"
m365 spo site list --query "$query"
#                          ^^^^^^^^ warning invalid-query: This is no JMESPath expression: The query ends where an expression is expected. The tool notices it when the command has run.
m365 spo site list --query "[?Title == \"HR]"
#                                      ^^^^^ warning invalid-query: This is no JMESPath expression: A name in double quotes is written as a text in JSON, and ends with a double quote. The tool notices it when the command has run.
