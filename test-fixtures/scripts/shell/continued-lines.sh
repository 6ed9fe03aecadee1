#!/usr/bin/env bash
m365 spo listitem set \
  --webUrl https://contoso.sharepoint.com/sites/hr \
  --listTitle Requests \
  --Status Done
#    ^^^^^^^^^^^^^^^^ missing-option (3 up): 'spo listitem set' needs --id.
m365 spo file add \
  --webUrl https://contoso.sharepoint.com/sites/hr \
  --folder "Shared Documents" \
  --pth report.pdf
#    ^^^^^^^^^^^^ invalid-value (3 up): Required option path not specified.
