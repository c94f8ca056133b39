#!/usr/bin/env bash
# The planner against its referees, on all models: regenerates docs/evaluation/referees.md.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

need_build_tools
have cbc || install_packages coinor-cbc || fail "could not install coinor-cbc"
DBMODEL_CBC="$(command -v cbc)"
DBMODEL_EVALUATION="$(mktemp -d)"
export DBMODEL_CBC DBMODEL_EVALUATION
trap 'rm -rf "$DBMODEL_EVALUATION"' EXIT

say "build"
swift build --build-tests

say "what holds for some 2,000 models"
DBMODEL_LONG=1 swift test --skip-build --filter \
  'DesignOptimalityTests|GeneralSolverTests|LayoutBoundTests|PathCoverageTests|SelectionTests|CapacityTests|PreferenceTests'

# Only a run that passed gets here.
mkdir -p docs/evaluation
{
  cat <<'PAGE'
# Referees of the planner

Written by `make evaluate`; `Tests/Support/referees.sh` writes this page alone. Nothing here was
measured with a clock: the same sources give the same page.
PAGE
  for section in cheapest absence solver subsets layouts kinds; do
    echo
    cat "$DBMODEL_EVALUATION/$section.md"
  done
} >docs/evaluation/referees.md
cat docs/evaluation/referees.md
