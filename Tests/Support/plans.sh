#!/usr/bin/env bash
# Plans without rows beside those of rows: regenerates docs/evaluation/plans.md.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

need_build_tools
need_test_tools
python="$(make_python plans-python requirements-plans.txt 'duckdb, duckdb_extension_tpch')" ||
  fail "could not install Tests/Support/requirements-plans.txt"
# A folder that the server's user can read.
folder="$(mktemp -d /tmp/dbmodel-tpch.XXXXXX)"
DBMODEL_EVALUATION="$(mktemp -d)"
trap 'rm -rf -- "$folder" "$DBMODEL_EVALUATION"' EXIT
chmod 755 "$folder"
DBMODEL_TPCH="$folder/tables"
DBMODEL_POSTGRESQL_ALL="$(postgres_programs)$(more_postgres "$folder/servers" "$python")"
export DBMODEL_TPCH DBMODEL_EVALUATION DBMODEL_POSTGRESQL_ALL

say "tables and queries of TPC-H"
"$python" Tests/Support/tpch.py "$DBMODEL_TPCH"

say "build"
swift build --build-tests

say "22 queries on rows, on copied statistics and on a model alone"
swift test --skip-build --filter PlanFidelityTests
say "a table of 10^9 rows"
swift test --skip-build --filter aThousandMillionRows | tee "$DBMODEL_EVALUATION/large.log"
grep -q '^10^9 rows' "$DBMODEL_EVALUATION/large.log" || fail "the large table was not planned"

# Only a run that passed gets here.
mkdir -p docs/evaluation
{
  cat <<'PAGE'
# Plans without rows

Written by `make evaluate`; `Tests/Support/plans.sh` writes this page alone.

The 22 queries of TPC-H at a tenth of its scale (tables from tpchgen-cli 4.0.0, queries from DuckDB's
extension; the figures are no results of TPC), planned three times with the same settings, PostgreSQL's
defaults: on loaded and analysed tables; on a scratch cluster without a row that was told the
statistics of those tables; and on one that was told what a model of 170 lines says. The same shape
means the same steps, tables, indexes, kinds of join and sides of joins, all the way down; a tie is
another shape whose cost differs by no more than 0.3 %. The error is that of the whole plan's cost.

A model says nothing of the ends of prices, of when goods are shipped after an order, of what a text
contains, and of columns that depend on each other, and these queries are made of that; patterns of an
application compare keys. It takes times of insertion to rise with the rows, which TPC-H's do not.
PAGE
  cat "$DBMODEL_EVALUATION"/plans-*.md
  printf '\n## A table of 10^9 rows with three indexes\n\nOn a machine that does other things:\n\n'
  grep '^10^9 rows' "$DBMODEL_EVALUATION/large.log" | awk '!seen[$0]++ { print "- " $0 }'
} >docs/evaluation/plans.md
cat docs/evaluation/plans.md
