#!/usr/bin/env bash
# The short benchmarks, beside their peers, in under ten minutes: `make bench`.
#
#   bench/run.sh [--images DIR] [--pairs DIR] [--objects N]
#
# --images  real photographs for the timings (default: ../shared/data/oxford1k/images when it is there, pictures made
#           by make-scenes otherwise)
# --pairs   pairs of pictures with hand-made points (default: ../shared/data/pairs when it is there, left out otherwise)
# --objects objects with sequences for the repeatability (default 3)
#
# Results go to a new folder bench/runs/DATE-features. What is measured stands in bench/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.build-bench-venv
release=.build/release
images=../shared/data/oxford1k/images
pairs=../shared/data/pairs
objects=3
called="bench/run.sh $*"

usage() {
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' bench/run.sh >&2
  exit 2
}

while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || usage
  case $1 in
    --images) images=$2; [ -d "$images" ] || { echo "$images: no such folder" >&2; exit 2; } ;;
    --pairs) pairs=$2; [ -d "$pairs" ] || { echo "$pairs: no such folder" >&2; exit 2; } ;;
    --objects) objects=$2 ;;
    *) usage ;;
  esac
  shift 2
done

# A virtual environment wants Debian's python3-venv.
make_environment() {
  "$environment/bin/python" -c 'import cv2, numpy' 2>/dev/null && return
  local install="apt-get install -y --no-install-recommends python3-venv"
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ]; then
      apt-get update -q && DEBIAN_FRONTEND=noninteractive $install
    elif sudo -n true 2>/dev/null; then
      sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive $install
    else
      echo "The benchmarks need a package that is not installed. Type: sudo $install" >&2
      exit 1
    fi
  fi
  rm -rf "$environment"
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet numpy opencv-python-headless
}

new_run() {
  local base number=2
  base=bench/runs/$(date +%Y-%m-%d)-features
  run=$base
  while [ -e "$run" ]; do
    run=$base-$number
    number=$((number + 1))
  done
  mkdir -p "$run"
}

write_command() {
  {
    echo "$called"
    echo
    echo "commit: $(git describe --always --abbrev=40 --dirty=', with changes' 2>/dev/null || echo unknown)"
    echo "processor: $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(nproc --all) of them"
    echo "load before: $(cut -d' ' -f1 /proc/loadavg)"
    "$python" -c 'import cv2, numpy; print(f"peers: OpenCV {cv2.__version__}, numpy {numpy.__version__}")'
    "$python" --version
    echo "swift: $(swift --version 2>/dev/null | head -1)"
    echo "pictures timed: $images"
  } >"$run/command.txt"
}

make_environment
swift build -c release
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
python=$environment/bin/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
new_run

echo "== Making scenes" >&2
$release/make-scenes sequences "$work/scenes" --objects "$objects" --seed 7
if [ ! -d "$images" ]; then
  echo "No photographs ($images): pictures made by make-scenes are timed instead. See --images." >&2
  images="made by make-scenes"
  $release/make-scenes collection "$work/images" --count 60 --views 3 --seed 7
  timed=$work/images
else
  timed=$images
fi
quality=(--pairs "$pairs")
if [ ! -d "$pairs" ]; then
  echo "No pairs ($pairs): solved pairs are left out. See --pairs." >&2
  quality=()
fi
write_command

echo "== Repeatability" >&2
"$python" bench/features/repeatability.py --sightline $release/sightline --scenes "$work/scenes" \
  --out "$run/repeatability"
echo "== Time and pairs" >&2
"$python" bench/features/speed_and_pairs.py --sightline $release/sightline --images "$timed" "${quality[@]}" \
  --out "$run/speed"
echo "== Memory" >&2
"$python" bench/features/memory.py --sightline $release/sightline --out "$run/memory"
echo "== Determinism" >&2
mapfile -t some < <(find "$timed" -type f -name '*.jpg' | sort | head -20)
same=0
bench/features/determinism.sh $release/sightline "${some[@]}" | tee "$run/determinism.txt" || same=$?

{
  for part in speed memory repeatability; do
    cat "$run/$part/summary.md"
    echo
  done
  printf '# Determinism\n\n'
  sed 's/^/- /' "$run/determinism.txt"
} >"$run/summary.md"
rm "$run"/*/summary.md
echo "Results: $run/summary.md" >&2
exit $same
