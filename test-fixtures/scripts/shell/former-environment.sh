#!/usr/bin/env bash
# OFFICE365CLI_TENANT was the name once.
export OFFICE365CLI_AADAPPID="$APP" OFFICE365CLI_TENANT="$TENANT"
#      ^^^^^^^^^^^^^^^^^^^^^ warning former-variable: The tool no longer reads OFFICE365CLI_AADAPPID; the variable is called CLIMICROSOFT365_ENTRAAPPID now.
#                                   ^^^^^^^^^^^^^^^^^^^ warning former-variable: The tool no longer reads OFFICE365CLI_TENANT; the variable is called CLIMICROSOFT365_TENANT now.
export CLIMICROSOFT365_AADAPPID="${OFFICE365CLI_AADAPPID}"
#      ^^^^^^^^^^^^^^^^^^^^^^^^ warning former-variable: The tool no longer reads CLIMICROSOFT365_AADAPPID; the variable is called CLIMICROSOFT365_ENTRAAPPID now.
#                                  ^^^^^^^^^^^^^^^^^^^^^ warning former-variable: The tool no longer reads OFFICE365CLI_AADAPPID; the variable is called CLIMICROSOFT365_ENTRAAPPID now.
export CLIMICROSOFT365_ENTRAAPPID="$APP" MY_OFFICE365CLI_TENANT=x OFFICE365CLI_OTHER=y
m365 login --appId 31359c7f-bd7e-475c-86db-fdb8c937548e
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning former-application: This is the application 'PnP Management Shell' of earlier versions, which no longer exists. Register one of your own with 'm365 setup', or 'm365 entra app add'.
