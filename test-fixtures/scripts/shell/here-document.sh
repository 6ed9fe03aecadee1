#!/usr/bin/env bash
cat > report.txt <<EOF
Version $(m365 version --output txt)
#                               ^^^ value-not-allowed: 'txt' is no value of --output, which can be csv, json, md, text, none.
Sites $(m365 spo site lst --query 'length(@)')
#            ^^^^^^^^^^^^ unknown-command: No command 'spo site lst'. Did you mean 'spo site list', 'spo site get' or 'spo site set'?
EOF
cat <<'EOF'
m365 not a call
EOF
m365 outlook mail send --to ada@contoso.com --subject Report --bodyContents "$(cat report.txt)" --importance urgent
#                                                                                                            ^^^^^^ value-not-allowed: 'urgent' is no value of --importance, which can be low, normal, high.
