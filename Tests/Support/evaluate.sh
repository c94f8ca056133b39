#!/usr/bin/env bash
# The long measurements: regenerates docs/performance.md and docs/evaluation.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

need_build_tools
[ -n "$(find_python)" ] || install_packages python3 python3-venv
python="$(make_python evaluate-python requirements-evaluate.txt \
  'pglast, tree_sitter, tree_sitter_sql')" ||
  fail "could not install Tests/Support/requirements-evaluate.txt"

say "build (release)"
swift build -c release --product dbmodel
(cd Tests/Benchmarks && swift build -c release)

say "published designs beside derived ones"
"$python" Tests/Support/evaluate_designs.py .build/release/dbmodel docs/evaluation/dynamodb.md

say "what holds for 10,000 models"
swift build --build-tests
DBMODEL_LONG=1 swift test --skip-build --filter FormatTests

Tests/Support/referees.sh

say "measuring"
"$python" Tests/Support/evaluate.py .build/release/dbmodel \
  Tests/Benchmarks/.build/release/SyntaxBenchmark docs/performance.md
