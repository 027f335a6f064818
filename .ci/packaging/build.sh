#!/usr/bin/env bash
# Builds the tool that is installed: the Swift runtime is inside, so it runs where no Swift is; without symbols. A folder of its own keeps
# it apart from what `make build` made.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "$(id -u)" = 0 ] && [ "$(stat -c %u .)" != 0 ]; then
  echo "The tool has to be built first, and not as root. Type: make release; then: sudo make install" >&2
  exit 1
fi
swift build -c release --scratch-path .build-install --product sightline --static-swift-stdlib -Xlinker -s
