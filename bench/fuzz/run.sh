#!/bin/sh
# Runs broken pictures through `sightline features`, built with the address sanitizer, and counts crashes,
# hangs (more than 10 seconds for one picture) and leaks. Ends with status 1 if there was any.
#
# Usage: run.sh SEED_FOLDER [COUNT] [SEED]
#   SEED_FOLDER  sound JPEGs and PNGs, small ones: each file is decoded COUNT / number times
#   WORK         (environment) where broken pictures, lists and logs go; a new temporary folder by default
#   TOOL         (environment) a tool built with the address sanitizer; built here by default
#
# Pictures go through in batches; the pictures of a batch that ends badly are run again one by one.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
seeds=${1:?"usage: run.sh SEED_FOLDER [COUNT] [SEED]"}
count=${2:-10000}
seed=${3:-1}
batch_size=100
seconds_a_picture=10
work=${WORK:-$(mktemp -d)}

export ASAN_OPTIONS="detect_leaks=1:exitcode=99:allocator_may_return_null=1"
export SWIFT_BACKTRACE="enable=no"

if [ -z "${TOOL:-}" ]; then
  build="$here/../../.build-asan"
  swift build -c release --sanitize=address --package-path "$here/../.." --scratch-path "$build" \
    --product sightline
  TOOL="$build/release/sightline"
fi

mkdir -p "$work/lists" "$work/features"
python3 "$here/mutate.py" "$seeds" "$work/pictures" --count "$count" --seed "$seed"
find "$work/pictures" -type f | sort | split -l $batch_size - "$work/lists/"

# Runs the pictures of list $1 with $2 seconds' patience; its words go to file $3.
run_list() {
  status=0
  timeout -k 5 "$2" "$TOOL" features "@$1" --quiet --jobs 1 --max-side 256 \
    --output-directory "$work/features" >"$3" 2>&1 || status=$?
  # 0: all read; 2: some could not be, which is the answer they deserve.
  [ "$status" -eq 0 ] || [ "$status" -eq 2 ]
}

# What became of a single picture, by the exit status and the log $1 of its run.
verdict() {
  if [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then
    echo hang
  elif grep -q LeakSanitizer "$1"; then
    echo leak
  else
    echo crash
  fi
}

: >"$work/findings"
for list in "$work"/lists/*; do
  log="$work/log"
  run_list "$list" $((seconds_a_picture * batch_size / 4)) "$log" && continue
  while read -r picture; do
    echo "$picture" >"$work/one"
    if ! run_list "$work/one" $seconds_a_picture "$log"; then
      echo "$(verdict "$log") $picture" >>"$work/findings"
      cp "$log" "$work/$(basename "$picture").log"
    fi
  done <"$list"
done

for kind in crash hang leak; do
  echo "$kind: $(grep -c "^$kind " "$work/findings" || true) of $count"
done
if [ -s "$work/findings" ]; then
  sed 's/^/  /' "$work/findings"
  echo "logs in $work"
  exit 1
fi
