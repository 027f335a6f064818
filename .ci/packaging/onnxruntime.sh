#!/usr/bin/env bash
# Fetches ONNX Runtime, which runs networks: .ci/packaging/onnxruntime.sh FOLDER. The shared library comes out of the Python
# package `onnxruntime`; Python itself is needed for nothing but fetching it. A second run finds it there and does nothing.
set -euo pipefail
folder=$1
# Tested; another one is taken by ONNXRUNTIME_VERSION=1.20.1 make deep.
version=${ONNXRUNTIME_VERSION:-1.32.0}
library=libonnxruntime.so.$version

if [ -s "$folder/$library" ]; then
  echo "ONNX Runtime $version is in $folder"
  exit 0
fi

# Python and its pip, where they may be installed.
if ! python3 -m pip --version >/dev/null 2>&1; then
  install="apt-get install -y --no-install-recommends python3 python3-pip"
  if ! command -v apt-get >/dev/null; then
    echo "ONNX Runtime is fetched by python3 and its pip, which are not installed." >&2
    exit 1
  elif [ "$(id -u)" = 0 ]; then
    apt-get update -q && DEBIAN_FRONTEND=noninteractive $install
  elif sudo -n true 2>/dev/null; then
    sudo apt-get update -q && sudo DEBIAN_FRONTEND=noninteractive $install
  else
    echo "ONNX Runtime is fetched by python3 and its pip, which are not installed. Type: sudo $install" >&2
    exit 1
  fi
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "Fetching ONNX Runtime $version"
if ! python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: \
    --dest "$work" "onnxruntime==$version"; then
  echo "ONNX Runtime $version cannot be fetched: without a network, or for this machine or this Python, there is none." >&2
  echo "Another version may do (ONNXRUNTIME_VERSION=1.20.1 make deep), and any library of 1.20 or later to which" >&2
  echo "SIGHTLINE_ONNXRUNTIME leads." >&2
  exit 1
fi
python3 -m zipfile -e "$work"/onnxruntime-*.whl "$work/package"
found=$(find "$work/package" -name 'libonnxruntime.so*' -size +1M | head -n 1)
if [ -z "$found" ]; then
  echo "The package of ONNX Runtime $version brings no library: those of 1.20 and later do." >&2
  exit 1
fi

# Whole or not at all; what an earlier version left would be preferred or not by its number, so it goes.
mkdir -p "$folder"
cp "$found" "$folder/.$library.new"
chmod 644 "$folder/.$library.new"
find "$folder" -maxdepth 1 -name 'libonnxruntime.so*' -delete
mv -f "$folder/.$library.new" "$folder/$library"
for text in LICENSE ThirdPartyNotices.txt; do
  file=$(find "$work/package" -name "$text" | head -n 1)
  [ -z "$file" ] || cp "$file" "$folder/$text"
done
echo "ONNX Runtime $version is in $folder now: $(du -h "$folder/$library" | cut -f1)"
