#!/usr/bin/env bash
# Makes a Debian package of a tool that was built: .ci/packaging/package.sh TOOL; the package's path is the last line of the output. Version and date are
# those that the tool tells of itself. The same tool gives the same bytes.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v dpkg-deb > /dev/null || { echo "A Debian package needs dpkg-deb, which this system has not." >&2; exit 1; }
tool=$1
version=$("$tool" --version | cut -d' ' -f2)
date=$("$tool" manual | sed -n '1s/^\.TH "[^"]*" "1" "\([^"]*\)".*/\1/p')
architecture=$(dpkg --print-architecture)
maintainer=${SIGHTLINE_MAINTAINER:-$(git log -1 --format="%an <%ae>" 2> /dev/null || true)}
maintainer=${maintainer:-"Sightline <sightline@localhost>"}
root=.build-package/root
export SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(date -u -d "$date" +%s)

rm -rf "$root"
mkdir -p "$root"
ZSH_COMPLETIONS=share/zsh/vendor-completions .ci/packaging/install.sh "$tool" "$PWD/$root/usr"
gzip -9n "$root/usr/share/man/man1/sightline.1"

# Which packages have the libraries of the tool, and in which versions.
dependencies() {
  local folder
  folder=$(mktemp -d)
  mkdir "$folder/debian"
  printf 'Source: sightline\n\nPackage: sightline\nArchitecture: any\n' > "$folder/debian/control"
  (cd "$folder" && dpkg-shlibdeps -O "$1" 2> /dev/null) | sed -n 's/^shlibs:Depends=//p'
  rm -rf "$folder"
}
depends=
if command -v dpkg-shlibdeps > /dev/null; then depends=$(dependencies "$PWD/$root/usr/bin/sightline"); fi
depends=${depends:-"libc6, libgcc-s1, libjpeg62-turbo, liblmdb0, libpng16-16, libstdc++6"}

documents=$root/usr/share/doc/sightline
mkdir -p "$documents"
cp .ci/packaging/copyright "$documents/copyright"
{
  printf 'sightline (%s) unstable; urgency=medium\n\n  * %s\n\n -- %s  %s\n' "$version" \
    "See CHANGELOG.md in the sources." "$maintainer" "$(LC_ALL=C date -u -R -d "$date")"
} | gzip -9n > "$documents/changelog.gz"

mkdir "$root/DEBIAN"
cat > "$root/DEBIAN/control" <<CONTROL
Package: sightline
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k --apparent-size -s "$root/usr" | cut -f1)
Depends: $depends
Section: graphics
Priority: optional
Description: search engine for pictures that show the same thing
 Sightline finds every picture of a collection that shows the same thing as
 yours, from another side, in other light, cut off or half hidden. It works on
 JPEG and PNG files on one machine, with nothing else to run or to download,
 and proves what it finds by geometry.
CONTROL
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) > "$root/DEBIAN/md5sums"
chmod -R u=rwX,go=rX "$root"

package=.build-package/sightline_${version}_${architecture}.deb
dpkg-deb --build --root-owner-group "$root" "$package" > /dev/null
echo "$package"
