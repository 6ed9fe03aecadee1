#!/usr/bin/env bash
set -euo pipefail
npx -y @pnp/cli-microsoft365 login --authType certificate --certificateBase64Encoded "$CERT" --appId "$APP_ID" --tenant "$TENANT"
trap 'm365 logout' EXIT
./node_modules/.bin/m365 spo site list --output csv > sites.csv
npx m365 tenant report activeuserdetail --period D7 --output csv >> report.csv 2> errors.log
