# Read by the other scripts (`. scripts/bootstrap.sh`), never run by itself. Plain POSIX sh.
# It makes .venv from a hashed lock in requirements/, and does nothing when that has been done.

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }

refuse() { printf '\n%s\n' "$*" >&2; exit 1; }

digest() { sha256sum < "$1" | cut -d ' ' -f 1; }

# apt_need PACKAGE…: the system packages, installed only when one is missing.
apt_need() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  command -v apt-get >/dev/null || refuse "Needed here:$missing. This system has no apt-get: install them its own way, then run this again."
  become=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || refuse "Needed here:$missing. Ask an administrator for: apt-get install$missing"
    become=sudo
  fi
  say "System packages:$missing"
  $become env DEBIAN_FRONTEND=noninteractive sh -c \
    "apt-get update -qq && apt-get install -y -qq --no-install-recommends$missing" >/dev/null
}

python_need() {
  if ! command -v python3 >/dev/null || ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    apt_need python3 python3-venv ca-certificates
  fi
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || refuse \
    "Cairn needs Python 3.11 or newer; here python3 is $(python3 --version)."
}

uv_need() {
  uv_wanted="$(digest requirements/uv.lock) $PWD"
  [ "$(cat .uv/.made-from 2>/dev/null)" = "$uv_wanted" ] && return 0
  python3 -m venv --clear .uv
  .uv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.lock
  printf '%s' "$uv_wanted" > .uv/.made-from
}

# The installer reads its own settings only: pass on the mirror a machine has set for pip.
pass_mirror() {
  [ -n "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ] && return 0
  mirror="${PIP_INDEX_URL:-$(.uv/bin/python -m pip config get global.index-url 2>/dev/null || true)}"
  if [ -n "$mirror" ]; then export UV_DEFAULT_INDEX="$mirror"; fi
}

# bootstrap run|test: .venv holds at least what that lock names. The test lock holds the run lock whole,
# so an environment made for tests also runs, and scripts/run leaves it as it is.
bootstrap() {
  stamp=.venv/.made-from
  made="$(cat "$stamp" 2>/dev/null || true)"
  lock="$1"
  case "$made" in "test "*) lock=test ;; esac
  wanted="$lock $(digest "requirements/$lock.lock") $PWD"
  if [ "$made" = "$wanted" ] && [ -x .venv/bin/cairn-admin ]; then return 0; fi
  say "Environment .venv from requirements/$lock.lock"
  python_need
  uv_need
  pass_mirror
  # An environment remembers where it was made; one that was copied here is made again.
  case "$made" in ""|*" $PWD") ;; *) rm -rf .venv ;; esac
  [ -x .venv/bin/python ] || .uv/bin/uv venv -q --no-python-downloads --python "$(command -v python3)" .venv
  rm -f "$stamp"
  .uv/bin/uv pip sync -q --python .venv/bin/python --require-hashes "requirements/$lock.lock"
  .uv/bin/uv pip install -q --python .venv/bin/python --offline --no-deps -e .
  printf '%s' "$wanted" > "$stamp"
}

# assets: translations compiled and static files gathered, again only when one of their sources has changed.
assets() {
  data="${CAIRN_VAR:-var}"
  sources="$(
    { find src/cairn -type f \( -path '*/static/*' -o -name '*.po' \) -exec sha256sum {} + | sort
      cat .venv/.made-from; } | sha256sum
  )"
  [ "$(cat "$data/assets-made-from" 2>/dev/null)" = "$sources" ] && return 0
  say "Translations and static files"
  mkdir -p "$data"
  for folder in $(find src/cairn -type d -name locale | sort); do
    .venv/bin/pybabel -q compile --domain django --directory "$folder"
  done
  CAIRN_HASHED_STATIC=1 .venv/bin/cairn-admin collectstatic --noinput --clear --verbosity 0
  printf '%s' "$sources" > "$data/assets-made-from"
}
