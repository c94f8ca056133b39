#!/usr/bin/env bash
# Installs what is missing. Usage: install.sh build|test
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

case "${1:-}" in
  build) need_build_tools ;;
  test)
    need_build_tools
    need_test_tools
    need_test_python
    ;;
  *) fail "usage: install.sh build|test" ;;
esac
