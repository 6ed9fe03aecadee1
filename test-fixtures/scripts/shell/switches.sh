#!/usr/bin/env bash
m365 spo web get --url https://contoso.sharepoint.com --withGroups false
#                                                                  ^^^^^ warning ignored-value: The tool does not read 'false' here and takes --withGroups as true.
m365 spo web set --url https://contoso.sharepoint.com --quickLaunchEnabled maybe
#                                                                          ^^^^^ value-not-allowed: 'maybe' is neither true nor false.
m365 spo web set --url https://contoso.sharepoint.com --quickLaunchEnabled=no
#                                                                          ^^ warning ignored-value: The tool does not read 'no' here and takes --quickLaunchEnabled as true.
m365 spo web set --url https://contoso.sharepoint.com --quickLaunchEnabled NO --no-megaMenuEnabled
