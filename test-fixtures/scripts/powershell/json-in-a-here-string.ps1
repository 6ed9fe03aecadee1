$card = @'
{ "type": "AdaptiveCard", "body": [] }
'@
m365 adaptivecard send --url 'https://contoso.webhook.office.com/webhookb2/x' --card $card
m365 adaptivecard send --card $card --title 'No address'
#    ^^^^^^^^^^^^^^^^^ missing-option: 'adaptivecard send' needs --url.
