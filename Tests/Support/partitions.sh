#!/usr/bin/env bash
# The static model of partitions against hashing: regenerates docs/evaluation/partitions.md.
set -euo pipefail
. "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

need_build_tools
DBMODEL_EVALUATION="$(mktemp -d)"
export DBMODEL_EVALUATION
trap 'rm -rf "$DBMODEL_EVALUATION"' EXIT

say "build"
swift build --build-tests

say "40,000 hashings of 100,000 keys, for each popularity and number of partitions"
DBMODEL_LONG=1 swift test --skip-build --filter PartitionLoadTests

# Only a run that passed gets here.
mkdir -p docs/evaluation
{
  cat <<'PAGE'
# The hottest partition

Written by `make evaluate`; `Tests/Support/partitions.sh` writes this page alone. Nothing here was
measured with a clock: the same sources give the same page.

The share of the load on the most loaded of some hash partitions: as counted over 40,000 hashings of
100,000 keys, and how far the static model is off. A percentile that lies where the counted
distribution jumps is compared with the values within three standard deviations of its rank.
PAGE
  for partitions in 4 16 64 256; do
    printf '\n## %s partitions\n\n' "$partitions"
    cat "$DBMODEL_EVALUATION/partitions-$partitions.md"
  done
} >docs/evaluation/partitions.md
cat docs/evaluation/partitions.md
