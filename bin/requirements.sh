# Read by the other commands: says clearly what this machine lacks.
need() {
  if ! command -v "$1" >/dev/null 2>&1; then
    echo "$1 is missing: $2" >&2
    exit 2
  fi
}
need java "install a JDK, 17 or later"
need javac "a Java runtime is here, but no JDK; install a JDK, 17 or later"
need mvn "install Apache Maven, 3.8 or later"
need node "install Node.js, 20 or later"
need npm "install npm (it comes with Node.js)"
java_version=$(java -version 2>&1 | sed -n 's/.*version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1)
if [ "${java_version:-0}" -lt 17 ]; then
  echo "java is version ${java_version:-unknown}; 17 or later is needed" >&2
  exit 2
fi
node_version=$(node --version | sed 's/v\([0-9]*\).*/\1/')
if [ "$node_version" -lt 20 ]; then
  echo "node is version $node_version; 20 or later is needed" >&2
  exit 2
fi

# install_missing WHAT HINT PACKAGE...: installs packages of Debian, or says how the user can and leaves.
install_missing() {
  local what=$1 hint=$2
  shift 2
  if [ $# -eq 0 ]; then
    return
  fi
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
    echo "Installing $*, for $what."
    apt-get install --yes --no-install-recommends "$@" >/dev/null
  else
    echo "For $what are missing: $*. On Debian and Ubuntu: sudo apt-get install --yes --no-install-recommends $*" >&2
    [ -z "$hint" ] || echo "$hint" >&2
    exit 2
  fi
}
