#!/usr/bin/env bash
m365 --help
m365 spo site get --help
m365 spo site get --help exmples
#                        ^^^^^^^ value-not-allowed: 'exmples' is no way to show help, which can be options, examples, remarks, permissions, response, full.
m365 help spo site get
m365 spo web get -dh https://contoso.sharepoint.com
#                ^^^ help-instead: The tool reads each letter of this word as an option, among them -h: it shows help and runs nothing. Write a blank behind -d.
