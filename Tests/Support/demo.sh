#!/usr/bin/env bash
# Builds the command, checks and compiles a sample into build/demo, and shows the report.
# Usage: demo.sh [MODEL]
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

model="${1:-samples/online-shop/write-heavy.dbmodel}"
[ -e "$model" ] || fail "there is no $model"
need_build_tools

say "build (release)"
swift build -c release --product dbmodel

output="build/demo"
rm -rf "$output"
mkdir -p "$output"

# 1 means findings: a sample may have some, and they are what the demo is about.
run() {
  local status=0
  printf '\n$ dbmodel %s\n' "$*"
  .build/release/dbmodel "$@" || status=$?
  [ "$status" -le 1 ] || fail "dbmodel $1 ended with exit code $status"
}

# A model with faults first, unless another model was asked for.
[ $# != 0 ] || run check samples/reference-lab
run check "$model"
run plan "$model"
run compile "$model" -o "$output"
run report "$model" --simulate -o "$output/report.html"
.build/release/dbmodel plan "$model" --format markdown >"$output/report.md" || [ $? = 1 ]

printf '\nIn %s:\n' "$output"
(cd "$output" && find . -type f | sed 's|^\./|  |' | LC_ALL=C sort)
