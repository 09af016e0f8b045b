# The foreign clients of the end-to-end tests: Node with the packages of the MCP clients, and Debian's Chromium.
# Sourced by ./test and ./bench after common.sh.

# Installs a Debian package that lacks a command, when we may; otherwise says the one command that does.
need_command() {
  local command=$1 package=$2
  command -v "$command" >/dev/null && return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "Installing $package ..."
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $package; } >"$root/.artifacts/apt.log" 2>&1 ||
      { tail -n 5 "$root/.artifacts/apt.log" >&2; fail "could not install $package"; }
  else
    fail "$command is missing; install it with: sudo apt-get install $package"
  fi
}

install_clients() {
  need_command chromium chromium
  install_conformance_tool
}

# The tool comes with the clients; so does the newer Node that it asks for.
install_conformance_tool() {
  need_command node "nodejs npm"
  need_command npm npm
  install_node_packages "$root/tests/EndToEnd.Tests/clients"
}

# Installs a folder's locked packages, once for each state of its lock file.
install_node_packages() {
  local folder=$1
  if [ ! -e "$folder/node_modules" ] || [ "$folder/package-lock.json" -nt "$folder/node_modules" ]; then
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel error >&2 && touch node_modules)
  fi
}
