#!/usr/bin/env bash
m365 spo list get --webUrl https://contoso.sharepoint.com --title -- Documents
#                                                                    ^^^^^^^^^ stray-word: This word belongs to no option: the tool takes it for a part of the command's name, finds no such command and shows help.
m365 spo list get --webUrl https://contoso.sharepoint.com --title -draft
#                                                         ^^^^^^^ warning missing-value: Option --title needs a value; without one the tool takes 'true' for it.
#                                                                 ^^^^^^ unknown-option: The tool reads each letter of -draft as an option.
m365 spo listitem remove --webUrl https://contoso.sharepoint.com --listTitle A --id -5 --force
