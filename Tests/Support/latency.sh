#!/usr/bin/env bash
# Latencies of SQL patterns beside their estimates: regenerates docs/evaluation/latency.md.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
. "$root/Tests/Support/servers.sh"

need_build_tools
need_test_tools
python="$(find_python)"

say "build"
swift build --build-tests

# A cluster of its own on loopback, as durable as PostgreSQL is by default: commits are measured.
servers="$(mktemp -d /tmp/dbmodel-latency.XXXXXX)"
DBMODEL_EVALUATION="$(mktemp -d)"
export DBMODEL_EVALUATION
trap 'stop_servers; rm -rf -- "$DBMODEL_EVALUATION"' EXIT
trap 'exit 130' INT TERM HUP
chmod 711 "$servers"
bin="$(postgres_programs)"
user="$(server_user postgres)"
folder="$servers/pg"
port="$("$python" -c \
  'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
own_folder "$user" "$folder"
(cd "$folder" && run_as "$user" "$bin/initdb" -D "$folder/data" -U dbmodel -A trust \
  --no-instructions -E UTF8 --locale=C) >"$servers/pg.log" 2>&1 ||
  server_failed PostgreSQL "$servers/pg.log"
(cd "$folder" && exec_as "$user" "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" \
  -c listen_addresses=127.0.0.1 -c shared_buffers=1GB -c max_wal_size=4GB -c autovacuum=off) \
  >>"$servers/pg.log" 2>&1 </dev/null &
server_pids+=($!)
postgres_pid=$!
wait_until $! "$bin/psql" -h 127.0.0.1 -p "$port" -U dbmodel -d postgres -Atc 'select 1' ||
  server_failed PostgreSQL "$servers/pg.log"
export DBMODEL_LATENCY="postgresql://dbmodel@127.0.0.1:$port"

# What else the machine does shall wait, where this is allowed.
calm=()
if nice -n -19 true 2>/dev/null && [ "$(nice -n -19 nice)" = -19 ]; then
  calm=(nice -n -19)
  renice -n -19 -p "$postgres_pid" >/dev/null
fi

say "the server's own times"
"${calm[@]}" .build/debug/dbmodel calibrate --server "$DBMODEL_LATENCY/postgres" \
  -o "$DBMODEL_EVALUATION/profile.json"
say "the patterns of two models, each with 24 sets of arguments"
"${calm[@]}" swift test --skip-build --filter patternsAreTimed
"$python" Tests/Support/evaluate_latency.py .build/debug/dbmodel \
  "$DBMODEL_EVALUATION/profile.json" "$DBMODEL_EVALUATION" docs/evaluation/latency.md
cat docs/evaluation/latency.md
