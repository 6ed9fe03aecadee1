#!/usr/bin/env bash
m365 viva engage user list
m365 login --authType certificate --certificateFile cert.pfx --appId "$APP" --tenant "$TENANT"
m365 viva engage user list
#    ^^^^^^^^^^^^^^^^^^^^^ warning other-sign-in: 'viva engage user list' works only when a user is signed in; the script signs in as an application.
m365 spo site list
m365 logout
m365 login --authType deviceCode --appId "$APP"
m365 viva engage user list
# Which of the two has signed in is not known.
m365 login --authType identity
m365 viva engage user list
m365 connection use --name other
m365 viva engage user list
