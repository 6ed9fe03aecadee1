#Requires -Version 5.1
<#
.SYNOPSIS
    Posts a card and notes it in a list, on servers that only have Windows PowerShell.
#>
param([Parameter(Mandatory)] [string] $WebhookUrl, [string] $Title)

$card = '{"type":"AdaptiveCard","version":"1.2"}'
m365 adaptivecard send --url $WebhookUrl --card $card
#                                               ^^^^^ warning dropped-quotes: Windows PowerShell 5.1 drops the double quotes in this argument: m365 receives '{type:AdaptiveCard,version:1.2}'.
#                                               ^^^^^ invalid-value: Specified card is not a valid JSON string.
m365 adaptivecard send --url $WebhookUrl --card '{\"type\":\"AdaptiveCard\"}'
m365 adaptivecard send --url $WebhookUrl --title "The `"new`" site" --description ''
#                                                ^^^^^^^^^^^^^^^^^^ warning dropped-quotes: Windows PowerShell 5.1 drops the double quotes in this argument: m365 receives 'The new site'.
#                                                                   ^^^^^^^^^^^^^ warning missing-value: Option --description needs a value; without one the tool takes an empty text for it.
#                                                                                 ^^ warning dropped-quotes: Windows PowerShell 5.1 does not pass an empty argument.
m365 spo listitem add --webUrl 'https://contoso.sharepoint.com' --listTitle 'Log' --Title "{`"card`":`"$Title`"}"
#                                                                                         ^^^^^^^^^^^^^^^^^^^^^^^ warning dropped-quotes: Windows PowerShell 5.1 drops the double quotes in this argument.
m365 spo list get --webUrl 'https://contoso.sharepoint.com' --title '"Log"' --output '"xml"'
#                                                                   ^^^^^^^ warning dropped-quotes: Windows PowerShell 5.1 drops the double quotes in this argument: m365 receives 'Log'.
#                                                                                    ^^^^^^^ value-not-allowed: 'xml' is no value of --output, which can be csv, json, md, text, none.
#                                                                                    ^^^^^^^ warning dropped-quotes: Windows PowerShell 5.1 drops the double quotes in this argument: m365 receives 'xml'.
