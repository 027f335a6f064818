#!/usr/bin/env bash
# Takes away what .ci/packaging/install.sh put into FOLDER, and the folder that was the tool's own.
set -euo pipefail
folder=$1
for file in bin/sightline share/sightline/photos-65536.slv share/sightline/photos-fisher-128.slp share/sightline/keyshapes-255.slv \
  share/man/man1/sightline.1 \
  share/bash-completion/completions/sightline share/zsh/site-functions/_sightline \
  share/fish/vendor_completions.d/sightline.fish; do
  if [ -e "$folder/$file" ] && [ ! -w "$(dirname "$folder/$file")" ]; then
    echo "$folder/$file cannot be removed; type: sudo make uninstall PREFIX=..." >&2
    exit 1
  fi
  rm -f "$folder/$file"
done
[ ! -d "$folder/share/sightline" ] || rmdir --ignore-fail-on-non-empty "$folder/share/sightline"
