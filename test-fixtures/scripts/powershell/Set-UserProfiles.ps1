#requires -PSEdition Desktop
# Windows PowerShell drops the quotation marks within arguments
$card = '{"type":"AdaptiveCard","version":"1.2"}'
m365 adaptivecard send --url $env:CARD_URL --card $card
#                                                 ^^^^^ warning dropped-quotes: Windows PowerShell 5.1 drops the double quotes in this argument: m365 receives '{type:AdaptiveCard,version:1.2}'.
#                                                 ^^^^^ invalid-value: Specified card is not a valid JSON string.
$users = Import-Csv .\users.csv
foreach ($u in $users) {
    m365 entra user set --userName $u.Upn --displayName "$($u.First) $($u.Last)" --usageLocation DE
    m365 entra user license add --userName $u.Upn --ids '45715bb8-13f9-4bf6-927f-ef96c102d394'
}
