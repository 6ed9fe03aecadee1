#!/usr/bin/env bash
[[ -n $(m365 spo list get --webUrl "$WEB" --title A --id "$ID") ]] && echo yes
#                                                   ^^^^ option-set: Only one of --id, --title, --url, --default can be given.
while m365 spo tenant recyclebinitem list | grep -q sites; do sleep 5; done
m365 teams channel get --id 19:abc@thread.tacv2 --teamName A --teamId 1caf7dcd-7e83-4c3a-94f7-932a1299c844 --name B
#                                                            ^^^^^^^^ option-set: Only one of --teamId, --teamName can be given.
#                                                                                                          ^^^^^^ option-set: Only one of --id, --name, --primary can be given.
