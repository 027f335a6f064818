#!/usr/bin/env bash
# Whether `sightline features` writes the same bytes whatever the number of jobs, the run, and the kernels in use.
#
#   bench/features/determinism.sh .build/release/sightline PICTURES...
#
# Prints "identical" or "different" for each way of running it against one job, and ends with status 1 if one is
# different. Kernels that the processor doesn't have are left out and named.
set -euo pipefail

if [ $# -lt 2 ]; then
  echo "usage: $0 SIGHTLINE PICTURES..." >&2
  exit 2
fi
sightline=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
status=0
unset SIGHTLINE_CPU

# run NAME JOBS PICTURES...: features of every kind that has kernels of its own
run() {
  local name=$1 jobs=$2
  shift 2
  for options in "" "--detector dog --orientation dominant --descriptor sift" \
    "--detector harris-affine --orientation dominant" "--detector harris-laplace --descriptor cs-lbp" \
    "--detector hessian-laplace --double-base"; do
    # The options are words without blanks.
    # shellcheck disable=SC2086
    "$sightline" features "$@" --quiet --jobs "$jobs" --format oxford \
      --output-directory "$folder/$name/${options// /_}" $options
  done
}

compare() {
  if diff -rq "$folder/reference" "$folder/$1" >"$folder/differences"; then
    echo "$2: identical"
  else
    echo "$2: different"
    head -5 "$folder/differences"
    status=1
  fi
  rm -rf "${folder:?}/$1"
}

has_kernels() {
  local flag flags=" $(grep -m1 '^flags' /proc/cpuinfo 2>/dev/null || true) "
  case $1 in
    baseline) return 0 ;;
    avx2) set -- avx2 bmi1 bmi2 popcnt ;;
    avx512) set -- avx2 bmi1 bmi2 popcnt avx512f avx512bw avx512dq avx512vl avx512_vnni ;;
  esac
  for flag in "$@"; do
    [[ $flags == *" $flag "* ]] || return 1
  done
}

mkdir "$folder/reference" "$folder/again" "$folder/two"
run reference 1 "$@"
echo "$# pictures, $(find "$folder/reference" -type f | wc -l) files, $(du -sm "$folder/reference" | cut -f1) MB"
run again 1 "$@"
compare again "one job, a second time"
run two 2 "$@"
compare two "two jobs"
for kernels in baseline avx2 avx512; do
  if ! has_kernels $kernels; then
    echo "SIGHTLINE_CPU=$kernels: left out, this processor doesn't have it"
    continue
  fi
  mkdir "$folder/$kernels"
  SIGHTLINE_CPU=$kernels run $kernels 2 "$@"
  compare $kernels "SIGHTLINE_CPU=$kernels"
done
exit $status
