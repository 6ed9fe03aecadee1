# Read by bin/ui-test and bin/bench: makes what a real VS Code needs to be driven: the extension's package, the tenant, a browser
# and zsh, which are installed where they are missing.
missing=()
if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1 &&
  ! command -v google-chrome >/dev/null 2>&1 && [ "$(uname)" != Darwin ]; then
  missing+=(chromium fonts-dejavu-core)
fi
command -v zsh >/dev/null 2>&1 || missing+=(zsh)
install_missing "the tests of the extension" "" ${missing[@]+"${missing[@]}"}

bin/m365ls --version >/dev/null
bin/tenant </dev/null >/dev/null
for folder in vscode-client packaging test-fixtures/vscode; do
  (cd "$folder" && npm ci --ignore-scripts --no-progress --loglevel=error) >&2
done
node packaging/package.mjs .cache/packages --alone >/dev/null
