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

# What else the machine does shall wait, where this is allowed. A lower niceness alone does not do
# it: Linux weighs sessions before it weighs processes (autogroup), and a commit that waits for its
# turn takes a tick of 4 ms instead of the disk's 0.1.
calm=()
priority="beside whatever else the machine did"
if chrt -f 5 true 2>/dev/null; then
  calm=(chrt -f 5)
  priority="before anything else that the machine did (\`chrt -f\`)"
  children() { pgrep -P "$1" | tr '\n' ' ' || true; }
  family="$postgres_pid $(children "$postgres_pid")"
  for parent in $family; do family="$family $(children "$parent")"; done
  for process in $family; do chrt -f -p 5 "$process" 2>/dev/null || true; done
fi

if keep_processors_awake; then priority="$priority, on processors that never slept"; fi
echo "$priority" >"$DBMODEL_EVALUATION/priority"

# Before, between and after the patterns: the server is in one state for both.
profile="$DBMODEL_EVALUATION/profile.json"
calibrate() {
  say "the server's own times"
  "${calm[@]}" .build/debug/dbmodel calibrate --server "$DBMODEL_LATENCY/postgres" -o "$profile" \
    "$@" >/dev/null
}
calibrate
for model in shop clinic freight tickets forum library school bank hotel brew crew cover ride hire \
  power chat estate; do
  say "the patterns of $model, each with 24 sets of arguments"
  DBMODEL_LATENCY_MODEL="$model" "${calm[@]}" swift test --skip-build --filter patternsAreTimed
  calibrate --add-to "$profile" --force
done
"$python" Tests/Support/evaluate_latency.py .build/debug/dbmodel "$profile" \
  "$DBMODEL_EVALUATION" docs/evaluation/latency.md
cat docs/evaluation/latency.md
