#!/usr/bin/env zsh
for environment in ${(f)"$(m365 flow environment list --query '[].name' --output text)"}; do
  for flow in $(m365 flow list --environmentName $environment --query '[].name' --output text); do
    [[ -e flows/$flow.zip ]] || m365 flow export --environmentName $environment --name $flow --format zip --path flows/$flow.zip
  done
done
