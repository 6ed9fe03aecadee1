# Read by bin/test: installs the editors whose own language clients the tests use, where they are missing.
missing=()
command -v nvim >/dev/null 2>&1 || missing+=(neovim)
command -v emacs >/dev/null 2>&1 || missing+=(emacs-nox)
if command -v emacs >/dev/null 2>&1 && ! emacs --batch --eval "(progn (package-initialize) (require 'eglot))" >/dev/null 2>&1; then
  missing+=(elpa-eglot)
elif ! command -v emacs >/dev/null 2>&1; then
  # Part of Emacs from version 29 on; then the package is empty or gone.
  apt-cache show elpa-eglot >/dev/null 2>&1 && missing+=(elpa-eglot)
fi
if [ ${#missing[@]} -gt 0 ]; then
  install="apt-get install --yes --no-install-recommends ${missing[*]}"
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
    echo "Installing ${missing[*]}, for the tests with other editors."
    $install >/dev/null
  else
    echo "Other editors are missing for the tests with them. On Debian and Ubuntu: sudo $install" >&2
    echo "On macOS: brew install neovim emacs. Or leave these tests out: bin/test --quick" >&2
    exit 2
  fi
fi
