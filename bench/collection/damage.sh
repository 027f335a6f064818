#!/usr/bin/env bash
# Changes every byte of a small collection's file, vectors of its pictures among them, one at a time and in two ways, and cuts it at every length: `check` must tell, or what is
# read must be what it was. Then a writer that adds and removes without a pause for a minute, and four processes that ask all the while.
#
#     bench/collection/damage.sh BENCH OUT [SECONDS]      BENCH: the program collection-benchmark
set -euo pipefail
bench=$1 out=$2 seconds=${3:-60}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$out"

"$bench" grow "$folder/small" --pictures 6 --features 20 --words 100 --vectors 24 > /dev/null
"$bench" flip "$folder/small" > "$out/damage.json"

"$bench" churn "$folder/busy" --role writer --seconds 1 > /dev/null
readers=()
for seed in 1 2 3 4; do
  "$bench" churn "$folder/busy" --role reader --seconds "$seconds" --seed "$seed" > "$out/reader-$seed.json" &
  readers+=($!)
done
"$bench" churn "$folder/busy" --role writer --seconds "$seconds" > "$out/writer.json"
for reader in "${readers[@]}"; do wait "$reader"; done
cat "$out"/*.json
