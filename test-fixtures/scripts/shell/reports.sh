#!/usr/bin/env bash
for days in D7 D30 D365; do
  m365 teams report useractivitycounts --period $days --output csv
done
m365 teams report useractivitycounts --period D5
#                                             ^^ value-not-allowed: 'D5' is no value of --period, which can be D7, D30, D90, D180.
m365 spo report siteusagestorage
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ missing-option: 'spo report siteusagestorage' needs --period.
