# Sourced by test.sh: PostgreSQL, MariaDB and moto on loopback, in one temporary folder.
#
# `start_servers` exports where they are (Tests/DBModelTestKit/LiveServers.swift reads it);
# `stop_servers` ends each by the process id it was started with.

servers=""
server_pids=()
postgres_pid=""

# PostgreSQL and MariaDB refuse to run as root; another user's processes are only ours to drop to.
server_user() {
  local name
  for name in "$1" nobody; do
    id "$name" >/dev/null 2>&1 && echo "$name" && return 0
  done
}

# Runs a command as a server's user, or as ourselves where we are not root.
run_as() {
  local user="$1"
  shift
  if [ "$(id -u)" = 0 ]; then
    runuser -u "$user" -- env HOME="$servers" "$@"
  else
    "$@"
  fi
}

own_folder() {
  mkdir -p "$2"
  [ "$(id -u)" != 0 ] || chown "$1" "$2"
}

# Waits until a command succeeds: up to 60 seconds, or until the process is gone.
wait_until() {
  local pid="$1" tries=0
  shift
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] && kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.1
  done
}

server_failed() {
  tail -n 20 "$2" >&2 || true
  fail "$1 did not start.
Without servers, leaving out what needs them: DBMODEL_WITHOUT_SERVERS=1 make test"
}

start_postgres() {
  local bin user folder="$servers/pg"
  bin="$(postgres_programs)"
  user="$(server_user postgres)"
  own_folder "$user" "$folder"
  (cd "$folder" && run_as "$user" "$bin/initdb" -D "$folder/data" -U dbmodel -A trust --no-sync \
    --no-instructions -E UTF8 --locale=C) >"$servers/pg.log" 2>&1 ||
    server_failed PostgreSQL "$servers/pg.log"
  # The port only names the socket: nothing listens on the network.
  (cd "$folder" && exec_as "$user" "$bin/postgres" -D "$folder/data" -p 5432 -k "$folder" \
    -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
    -c shared_buffers=32MB -c autovacuum=off) >>"$servers/pg.log" 2>&1 </dev/null &
  server_pids+=($!)
  postgres_pid=$!
  wait_until $! "$bin/psql" -h "$folder" -p 5432 -U dbmodel -d postgres -Atc 'select 1' ||
    server_failed PostgreSQL "$servers/pg.log"
  export DBMODEL_PG_HOST="$folder" DBMODEL_PG_PORT=5432 DBMODEL_PG_USER=dbmodel
  export DBMODEL_PG_BIN="$bin"
  say "PostgreSQL: $("$bin/postgres" --version)"
}

start_mariadb() {
  local user folder="$servers/maria"
  user="$(server_user mysql)"
  own_folder "$user" "$folder"
  (cd "$folder" && run_as "$user" mariadb-install-db --no-defaults --datadir="$folder/data" \
    --auth-root-authentication-method=normal --skip-test-db --skip-name-resolve) \
    >"$servers/maria.log" 2>&1 || server_failed MariaDB "$servers/maria.log"
  (cd "$folder" && exec_as "$user" "$(command -v mariadbd)" --no-defaults \
    --datadir="$folder/data" --socket="$folder/s.sock" --pid-file="$folder/pid" \
    --skip-networking --innodb-buffer-pool-size=32M --innodb-log-file-size=8M \
    --innodb-flush-log-at-trx-commit=0) >>"$servers/maria.log" 2>&1 </dev/null &
  server_pids+=($!)
  wait_until $! mariadb --no-defaults --socket="$folder/s.sock" -u root -e 'select 1' ||
    server_failed MariaDB "$servers/maria.log"
  export DBMODEL_MARIADB_SOCKET="$folder/s.sock" DBMODEL_MARIADB_USER=root
  export DBMODEL_MARIADB_CLIENT
  DBMODEL_MARIADB_CLIENT="$(command -v mariadb)"
  say "MariaDB: $(mariadbd --version)"
}

# An endpoint with DynamoDB's API. Its port is free when asked; a second try if another takes it.
start_dynamodb() {
  local port round
  for round in 1 2 3; do
    port="$("$test_python" -c \
      'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
    AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test "$test_python" \
      Tests/Support/dynamodb_server.py "$port" >"$servers/moto.log" 2>&1 </dev/null &
    if wait_until $! "$test_python" -c \
      "import socket; socket.create_connection(('127.0.0.1', $port), 1)"; then
      server_pids+=($!)
      export DBMODEL_DYNAMODB_ENDPOINT="http://127.0.0.1:$port"
      say "DynamoDB's API: moto $("$test_python" -c 'import moto; print(moto.__version__)')"
      return 0
    fi
    kill $! 2>/dev/null || true
  done
  server_failed moto "$servers/moto.log"
}

# Replaces the subshell, so that its process id is the server's own.
exec_as() {
  local user="$1"
  shift
  if [ "$(id -u)" = 0 ]; then
    exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups env HOME="$servers" "$@"
  else
    exec "$@"
  fi
}

# A processor that has nothing to do falls asleep, and what comes next waits for it to wake, on some
# virtual machines for 40 µs. What runs only where nothing else does keeps them up, where this is
# allowed; fails where it is not. Ended with the servers.
keep_processors_awake() {
  chrt -i 0 true 2>/dev/null || return 1
  for _ in $(seq "$(nproc)"); do
    chrt -i 0 bash -c 'while :; do :; done' &
    server_pids+=($!)
  done
}

start_servers() {
  # A short path: a socket's may have 107 bytes.
  servers="$(TMPDIR=/tmp mktemp -d /tmp/dbmodel-test.XXXXXX)"
  chmod 711 "$servers"
  start_postgres
  start_mariadb
  start_dynamodb
}

stop_servers() {
  local pid tries
  # To PostgreSQL, TERM means to wait for its clients; INT does not.
  [ -z "$postgres_pid" ] || kill -INT "$postgres_pid" 2>/dev/null || true
  for pid in "${server_pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${server_pids[@]}"; do
    tries=0
    while kill -0 "$pid" 2>/dev/null; do
      tries=$((tries + 1))
      [ "$tries" -lt 100 ] || kill -KILL "$pid" 2>/dev/null || true
      [ "$tries" -lt 120 ] || break
      sleep 0.1
    done
  done
  server_pids=()
  [ -z "$servers" ] || rm -rf -- "$servers"
  servers=""
}
