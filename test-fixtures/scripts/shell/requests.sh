#!/usr/bin/env bash
m365 request --url https://graph.microsoft.com/v1.0/me --accept application/json
m365 request --method patch --body '{"displayName":"A"}'
#    ^^^^^^^ missing-option: 'request' needs --url.
m365 request --url @graph/me --method fetch
#                                     ^^^^^ value-not-allowed: 'fetch' is no value of --method, which can be get, post, put, patch, delete, head, options.
