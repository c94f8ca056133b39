#!/usr/bin/env bash
# The long measurements: regenerates docs/performance.md.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

need_build_tools
python="$(find_python)"
[ -n "$python" ] || { install_packages python3 python3-venv && python="$(find_python)"; }

say "build (release)"
swift build -c release --product dbmodel

say "measuring"
"$python" Tests/Support/evaluate.py .build/release/dbmodel docs/performance.md
