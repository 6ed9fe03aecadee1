# Read by bin/ui-test and bin/bench: makes what a real VS Code needs to be driven: the extension's package, the tenant, a browser
# and zsh, which are installed where they are missing.
missing=()
if [ -z "${CHROMIUM:-}" ] && ! command -v chromium >/dev/null 2>&1 && ! command -v chromium-browser >/dev/null 2>&1 &&
  ! command -v google-chrome >/dev/null 2>&1 && [ "$(uname)" != Darwin ]; then
  missing+=(chromium fonts-dejavu-core)
fi
command -v zsh >/dev/null 2>&1 || missing+=(zsh)
if [ ${#missing[@]} -gt 0 ]; then
  install="apt-get install --yes --no-install-recommends ${missing[*]}"
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
    echo "Installing ${missing[*]}, for the tests of the extension."
    $install >/dev/null
  else
    echo "For the tests of the extension are missing: ${missing[*]}. On Debian and Ubuntu: sudo $install" >&2
    exit 2
  fi
fi

bin/m365ls --version >/dev/null
bin/tenant </dev/null >/dev/null
for folder in vscode-client packaging test-fixtures/vscode; do
  (cd "$folder" && npm ci --ignore-scripts --no-progress --loglevel=error) >&2
done
node packaging/package.mjs .cache/packages --alone >/dev/null
