#!/usr/bin/env bash
usage() { echo "usage: $0 add|remove NAME" >&2; exit 2; }
case "${1:-}" in
  add) m365 entra group add --displayName "$2" --mailNickname "$2" --type securty ;;
#                                                                         ^^^^^^^ value-not-allowed: 'securty' is no value of --type, which can be microsoft365, security.
  remove) m365 entra group remove --displayName "$2" --force ;;
  *) usage ;;
esac
check() {
  m365 entra group get --displayName "$1" --id 1caf7dcd-7e83-4c3a-94f7-932a1299c844 && return 0
#                                         ^^^^ option-set: Only one of --id, --displayName can be given.
}
