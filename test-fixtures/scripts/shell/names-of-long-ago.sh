#!/usr/bin/env bash
m365 spo hubsite data get --webUrl https://contoso.sharepoint.com
m365 outlook sendmail --to ada@contoso.com --subject Hi --bodyContents Hello
#    ^^^^^^^^^^^^^^^^ former-name: 'outlook sendmail' is called 'outlook mail send' since version 5.8.0.
m365 aad user get --id 1caf7dcd-7e83-4c3a-94f7-932a1299c844
#    ^^^^^^^^^^^^ former-name: 'aad user get' is called 'entra user get' since version 7.4.0.
m365 spo sp grant list
