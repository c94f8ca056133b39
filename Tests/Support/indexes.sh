#!/usr/bin/env bash
# Indexes of ours and of others, really built and run: regenerates docs/evaluation/indexes.md.
#
# INDEXES_WORKLOADS="rental:1 music:2" measures some of them; "tpch" makes that part of the page
# anew and leaves the others as they are, and so does "inserts" with what indexes add to a row.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
. "$root/Tests/Support/servers.sh"

need_build_tools
need_test_tools
bin="$(postgres_programs)"
major="$("$bin/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')"
[ -e "/usr/share/postgresql/$major/extension/hypopg.control" ] ||
  install_packages "postgresql-$major-hypopg" || fail "could not install HypoPG"
python="$(make_python indexes-python requirements-indexes.txt psycopg)" ||
  fail "could not install Tests/Support/requirements-indexes.txt"

case " ${INDEXES_WORKLOADS:-tpch} " in *" tpch "*)
  tables="$(make_python plans-python requirements-plans.txt 'duckdb, duckdb_extension_tpch')" ||
    fail "could not install Tests/Support/requirements-plans.txt"
  ;;
esac

say "build"
swift build --product dbmodel

servers="$(TMPDIR=/tmp mktemp -d /tmp/dbmodel-indexes.XXXXXX)"
chmod 711 "$servers"
trap stop_servers EXIT
trap 'exit 130' INT TERM HUP
folder="$servers/pg"
user="$(server_user postgres)"
own_folder "$user" "$folder"
(cd "$folder" && run_as "$user" "$bin/initdb" -D "$folder/data" -U dbmodel -A trust --no-sync \
  --no-instructions -E UTF8 --locale=C) >"$servers/pg.log" 2>&1 ||
  server_failed PostgreSQL "$servers/pg.log"
# All pages in memory, as a server has that is large enough; no settings of costs. Commits wait for
# the log, though not for the disk: VACUUM knows no row as visible to all whose commit is not in it,
# and index-only scans would look at the table.
(cd "$folder" && exec_as "$user" "$bin/postgres" -D "$folder/data" -p 5432 -k "$folder" \
  -c listen_addresses= -c fsync=off -c full_page_writes=off \
  -c shared_buffers=6GB -c autovacuum=off -c maintenance_work_mem=512MB -c max_wal_size=8GB \
  -c effective_cache_size=12GB) >>"$servers/pg.log" 2>&1 </dev/null &
server_pids+=($!)
postgres_pid=$!
wait_until $! "$bin/psql" -h "$folder" -p 5432 -U dbmodel -d postgres -Atc 'select 1' ||
  server_failed PostgreSQL "$servers/pg.log"
export PGHOST="$folder" PGPORT=5432 PGUSER=dbmodel
keep_processors_awake || say "processors may sleep: inserts vary more"

DBMODEL_TPCH="$servers/tpch"
DBMODEL_POSTGRESQL="$bin"
export DBMODEL_TPCH DBMODEL_POSTGRESQL
if [ -n "${tables:-}" ]; then
  say "tables and queries of TPC-H"
  "$tables" Tests/Support/tpch.py "$DBMODEL_TPCH"
fi

say "workloads"
mkdir -p docs/evaluation
PYTHONPATH=Tests/Support "$python" -m indexes .build/debug/dbmodel docs/evaluation/indexes.md \
  ${INDEXES_WORKLOADS:-}
