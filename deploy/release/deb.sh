#!/usr/bin/env bash
# Makes a Debian package of a published folder.
#   deploy/release/deb.sh VERSION FOLDER FILE.deb
set -euo pipefail
version=$1 folder=$2 file=$3
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/DEBIAN" "$root/usr/lib/zoedepth" "$root/usr/bin" "$root/usr/share/doc/zoedepth" "$root/usr/share/bash-completion/completions"
cp -r "$folder/zoedepth" "$folder/models" "$root/usr/lib/zoedepth/"
ln -s ../lib/zoedepth/zoedepth "$root/usr/bin/zoedepth"
cp "$folder/LICENSE" "$root/usr/share/doc/zoedepth/copyright"
cp "$folder/README.md" "$folder/CHANGELOG.md" "$root/usr/share/doc/zoedepth/"
"$folder/zoedepth" completion bash >"$root/usr/share/bash-completion/completions/zoedepth"
cat >"$root/DEBIAN/control" <<CONTROL
Package: zoedepth
Version: $version
Architecture: amd64
Maintainer: ZoeDepth for .NET contributors <noreply@github.com>
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: libc6, libgcc-s1, libstdc++6, zlib1g
Section: graphics
Priority: optional
Description: metres from one photograph
 Metric depth, in metres, for every pixel of a photograph: ZoeDepth in managed
 .NET, with a small trained model. Needs no Python and no .NET runtime.
CONTROL
chmod -R u=rwX,go=rX "$root"
# The same bytes from the same sources: no time of whoever made it.
SOURCE_DATE_EPOCH=946684800 dpkg-deb --root-owner-group --build "$root" "$file" >/dev/null
