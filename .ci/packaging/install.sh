#!/usr/bin/env bash
# Puts the tool where programs are: .ci/packaging/install.sh TOOL FOLDER, FOLDER being the prefix, behind DESTDIR if there is one.
# The tool itself writes its manual page and its completions, so they fit what it can do.
set -euo pipefail
cd "$(dirname "$0")/../.."
tool=$1
folder=$2
zsh=${ZSH_COMPLETIONS:-share/zsh/site-functions}

# The nearest folder that is there says whether one may write.
existing=$folder
while [ ! -e "$existing" ]; do existing=$(dirname "$existing"); done
if [ ! -d "$existing" ] || [ ! -w "$existing" ]; then
  echo "sightline cannot be installed in $folder: $existing cannot be written." >&2
  echo "Type: sudo make install, or choose a place of your own: make install PREFIX=\$HOME/.local" >&2
  exit 1
fi

# put FILE MODE: standard input becomes that file, whole or not at all.
put() {
  mkdir -p "$(dirname "$folder/$1")"
  cat > "$folder/$1.new"
  chmod "$2" "$folder/$1.new"
  mv -f "$folder/$1.new" "$folder/$1"
}

umask 022
put bin/sightline 755 < "$tool"
put share/sightline/photos-65536.slv 644 < vocab/photos-65536.slv
put share/sightline/photos-fisher-128.slp 644 < vocab/photos-fisher-128.slp
put share/sightline/keyshapes-255.slv 644 < vocab/keyshapes-255.slv
"$tool" manual | put share/man/man1/sightline.1 644
"$tool" completions bash | put share/bash-completion/completions/sightline 644
"$tool" completions zsh | put "$zsh/_sightline" 644
"$tool" completions fish | put share/fish/vendor_completions.d/sightline.fish 644
