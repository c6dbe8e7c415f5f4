# Sourced by script/server and script/test: what both need, nothing that runs by itself.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else die "installing packages needs root or sudo: $*"
  fi
}

# install_packages NAME...: installs those that are missing; needs the network only then.
install_packages() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Abbrev}' "$name" 2>/dev/null | cut -c1-2)" = ii ] || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

build_packages=(g++ cmake ninja-build pkg-config ca-certificates
  libxapian-dev liblmdb-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libpistache-dev libssl-dev nlohmann-json3-dev
  libyaml-cpp-dev libtomlplusplus-dev libicu-dev libopencc-dev libstemmer-dev libcli11-dev libspdlog-dev libfmt-dev
  libxlsxwriter-dev libsodium-dev libzstd-dev libexpected-dev libgoogle-perftools-dev friso-dict
  libcurl4-openssl-dev zlib1g-dev)
test_packages=(libgtest-dev python3 chromium pandoc)

# Node 18, which Debian 12 has, or newer; whatever is there already is used.
install_node() {
  if command -v node >/dev/null && command -v npm >/dev/null; then
    [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] && return
  fi
  install_packages nodejs npm
}

# npm_install DIR: installs what DIR/package-lock.json says, when it changed since the last time. Not `npm ci`: npm 11
# refuses lock files without addresses of a registry, which ours must not hold.
npm_install() {
  local stamp="$1/node_modules/.installed-lock"
  cmp -s "$1/package-lock.json" "$stamp" && return
  say "installing npm packages of $1"
  (cd "$1" && npm install --no-save --no-audit --no-fund --loglevel=error)
  cp "$1/package-lock.json" "$stamp"
}

# build_web: builds the web app when its sources changed.
build_web() {
  local sources digest
  npm_install web
  sources=$(find web server/http/openapi.json docs/glossary.md -type f -not -path 'web/node_modules/*' -not -path 'web/dist/*' | LC_ALL=C sort)
  digest=$(echo "$sources" | xargs -d '\n' sha256sum | sha256sum)
  [ -f web/dist/index.html ] && [ "$(cat web/dist/.digest 2>/dev/null)" = "$digest" ] && return
  say "building the web app"
  (cd web && npm run --silent build)
  echo "$digest" > web/dist/.digest
}

# build_program PRESET [TARGET...]
build_program() {
  local preset=$1; shift
  say "building ($preset)"
  cmake --preset "$preset" >/dev/null || die "cmake --preset $preset failed; run it to see why"
  cmake --build --preset "$preset" ${1:+--target "$@"}
}
