#!/usr/bin/env bash
# The long measurements: regenerates docs/performance.md and docs/evaluation.
#
# EVALUATE=performance, verify, plans, ranges, indexes or latency regenerates a part of them.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
. "$root/Tests/Support/servers.sh"

need_build_tools

if [ "${EVALUATE:-verify}" = verify ]; then
  say "build"
  swift build --build-tests
  need_test_tools
  need_test_python
  export DBMODEL_PYTHON="$test_python"
  trap stop_servers EXIT
  trap 'exit 130' INT TERM HUP
  start_servers

  say "500 generated models on an endpoint, and the units of their calls"
  figures="$(mktemp -d)"
  DBMODEL_LONG=1 DBMODEL_FIGURES="$figures" \
    swift test --skip-build --filter 'generatedModelsAgree|UnitFigureTests'
  mkdir -p docs/evaluation
  "$test_python" Tests/Support/evaluate_verify.py "$figures" docs/evaluation/verify.md
  rm -r -- "$figures"
  stop_servers
fi

[ "${EVALUATE:-plans}" != plans ] || Tests/Support/plans.sh

[ "${EVALUATE:-ranges}" != ranges ] || Tests/Support/ranges.sh

[ "${EVALUATE:-indexes}" != indexes ] || Tests/Support/indexes.sh
[ "${EVALUATE:-latency}" != latency ] || Tests/Support/latency.sh

[ "${EVALUATE:-performance}" = performance ] || exit 0

[ -n "$(find_python)" ] || install_packages python3 python3-venv
python="$(make_python evaluate-python requirements-evaluate.txt \
  'pglast, tree_sitter, tree_sitter_sql, duckdb, numpy, pyspark')" ||
  fail "could not install Tests/Support/requirements-evaluate.txt"

say "build (release)"
swift build -c release --product dbmodel
(cd Tests/Benchmarks && swift build -c release)

say "published designs beside derived ones"
"$python" Tests/Support/evaluate_designs.py .build/release/dbmodel docs/evaluation/dynamodb.md

say "the query of trace on Spark"
have java || install_packages openjdk-17-jre-headless || fail "could not install openjdk-17-jre-headless"
{
  printf '# Access logs on Spark\n\nWritten by `make evaluate`.\n\n'
  "$python" Tests/Support/evaluate_trace.py .build/release/dbmodel
} >docs/evaluation/trace.md

say "what holds for 10,000 models"
swift build --build-tests
DBMODEL_LONG=1 swift test --skip-build --filter FormatTests

Tests/Support/referees.sh

Tests/Support/partitions.sh

say "measuring"
"$python" Tests/Support/evaluate.py .build/release/dbmodel \
  Tests/Benchmarks/.build/release/SyntaxBenchmark docs/performance.md
