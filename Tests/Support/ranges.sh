#!/usr/bin/env bash
# Plans of MariaDB on sample rows beside those on all rows: regenerates docs/evaluation/ranges.md.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

need_build_tools
need_test_tools
[ -x /usr/sbin/mariadbd ] || install_packages mariadb-server
DBMODEL_EVALUATION="$(mktemp -d)"
trap 'rm -rf -- "$DBMODEL_EVALUATION"' EXIT
export DBMODEL_EVALUATION

say "build"
swift build --build-tests

say "ranges on samples and on all rows (some ten minutes)"
swift test --skip-build --filter RangeFidelityTests

# Only a run that passed gets here.
mkdir -p docs/evaluation
cp "$DBMODEL_EVALUATION/ranges.md" docs/evaluation/ranges.md
cat docs/evaluation/ranges.md
