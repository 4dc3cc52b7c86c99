#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh [RUNS [NAME...]]: builds the fuzz targets and runs each RUNS times (a million) from its seeds, all or only those
# named. What is found lies in build/fuzz/found/NAME; what new paths it met grows in build/fuzz/corpus/NAME. Where
# CRIER_FUZZ_SECONDS is set each ends after so many seconds at the latest.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(cd "$here/../.." && pwd)
build="$top/build/fuzz"
runs=${1:-1000000}
shift || true
names=("$@")
[ ${#names[@]} -gt 0 ] ||
  names=(answer_bundle calendar canonical_json cap captions channel envelope inbox m3u8 metadata notice outbox publication
    report_form visit)

cd "$top"
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz
status=0
for name in "${names[@]}"; do
  mkdir -p "$build/found/$name" "$build/corpus/$name"
  echo "== $name: $runs runs"
  # Looking for leaks after each run is slow where a library keeps a cache: it is done once, over all that was kept.
  for leaks in "0 -runs=$runs" "1 -runs=0"; do
    # shellcheck disable=SC2086
    "$build/fuzz/${name}_fuzz" -detect_leaks=$leaks -max_len=4096 -max_total_time="${CRIER_FUZZ_SECONDS:-0}" -timeout=20 -rss_limit_mb=1024 -print_final_stats=1 \
      -artifact_prefix="$build/found/$name/" -verbosity=0 "$build/corpus/$name" "$here/corpus/$name" || status=1
  done
done
exit $status
