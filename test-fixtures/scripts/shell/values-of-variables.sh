#!/usr/bin/env bash
type=Guest
mode=xml
m365 entra user list --type $type --output "$mode"
#                                          ^^^^^^^ value-not-allowed: 'xml' is no value of --output, which can be csv, json, md, text, none.
kind=$1
m365 entra user list --type "$kind"
