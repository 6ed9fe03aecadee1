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
install_missing "the tests with other editors" \
  "On macOS: brew install neovim emacs. Or leave these tests out: bin/test --quick" ${missing[@]+"${missing[@]}"}
