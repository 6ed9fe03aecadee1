#!/usr/bin/env bash
choose() {
  case "$1" in
    s|status) m365 status --output text ;;
    l|login) m365 login --authType deviceCode ;;
    u*) m365 entra user list --type Member --properties 'displayName,mail' ;;
    q) return 1 ;;
    *) echo "unknown: $1" ;;
  esac
}
while true; do
  read -rp '> ' answer
  choose "$answer" || break
done
