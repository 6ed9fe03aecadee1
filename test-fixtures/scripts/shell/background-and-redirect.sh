#!/usr/bin/env bash
m365 spo search --queryText 'budget' --allResults > all.json 2> err.log &
m365 spo search --query 'budget' 2>/dev/null
#    ^^^^^^^^^^ missing-option: 'spo search' needs --queryText.
wait
m365 spo search --queryText
#               ^^^^^^^^^^^ warning missing-value: Option --queryText needs a value; without one the tool takes 'true' for it.
