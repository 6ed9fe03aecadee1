#!/usr/bin/env bash
m365 spo site get --url "$URL" | jq -r .Title
m365 spo site get --url "$URL" --output text | jq -r .Title
#                                       ^^^^ warning not-json: What this call prints is read as JSON, but its output mode is 'text'.
m365 spo site get --url "$URL" -o md | /usr/bin/jq .
#                                 ^^ warning not-json: What this call prints is read as JSON, but its output mode is 'md'.
m365 spo site get --url "$URL" --output text | jq -R 'split("\t")'
m365 spo site get --url "$URL" --output text | jq -sR 'split("\n")'
site=$(m365 spo site get --url "$URL" --output csv)
#                                              ^^^ warning not-json: What this call prints is read as JSON, but its output mode is 'csv'.
echo "$site" | jq .Title
line=$(m365 spo site get --url "$URL" --output csv)
echo "$line" | cut -d, -f1
m365 cli config set --key output --value text
m365 spo site get --url "$URL" | jq .
#    ^^^^^^^^^^^^ warning not-json: What this call prints is read as JSON, but the script sets the output mode to 'text'.
m365 spo site get --url "$URL" --output json | jq .
m365 cli config reset --key output
m365 spo site get --url "$URL" | jq .
