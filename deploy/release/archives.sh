#!/usr/bin/env bash
# Makes what people download: the program as one file with the model in the box beside it, for each system, and a Debian package.
#   deploy/release/archives.sh [RID...]     linux-x64 win-x64 osx-arm64 when none is named
# writes, with manifests for Homebrew and winget where REPOSITORY_URL is set, artifacts/release/zoedepth-VERSION-RID.tar.gz (.zip for Windows), the .deb, and SHA256SUMS.
set -euo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
out=artifacts/release
version=$(sed -nE 's|.*<Version>(.*)</Version>.*|\1|p' Directory.Build.props)
rm -rf "$out"
mkdir -p "$out"

(($#)) || set -- linux-x64 win-x64 osx-arm64
for rid in "$@"; do
  name=zoedepth-$version-$rid
  dotnet publish src/ZoeDepth.Cli --configuration Release --runtime "$rid" --self-contained --verbosity quiet \
    -p:PublishSingleFile=true -p:PublishReadyToRun=true -p:EnableCompressionInSingleFile=true -p:DebugType=none -p:GenerateDocumentationFile=false \
    --output "$out/$name"
  for program in "$out/$name"/ZoeDepth.Cli*; do mv "$program" "${program/ZoeDepth.Cli/zoedepth}"; done
  rm -f "$out/$name"/*.xml
  cp LICENSE README.md CHANGELOG.md "$out/$name"
  # The same bytes from the same sources: no names and times of whoever made it.
  if [[ $rid == win-* ]]; then
    find "$out/$name" -exec touch -d '2000-01-01T00:00:00Z' {} +
    (cd "$out" && find "$name" -type f | LC_ALL=C sort | zip -q -X "$name.zip" -@)
  else
    tar --directory "$out" --sort=name --owner=0 --group=0 --numeric-owner --mtime='2000-01-01 00:00:00Z' -cf - "$name" |
      gzip -n >"$out/$name.tar.gz"
  fi
  if [[ $rid == linux-x64 ]] && command -v dpkg-deb >/dev/null; then
    deploy/release/deb.sh "$version" "$out/$name" "$out/zoedepth_${version}_amd64.deb"
  fi
  rm -rf "${out:?}/$name"
done
(cd "$out" && sha256sum -- zoedepth* >SHA256SUMS && cat SHA256SUMS)
if [[ -n ${REPOSITORY_URL:-} ]]; then deploy/release/manifests.sh "$version" "$out"
else echo "no manifests for Homebrew and winget: REPOSITORY_URL does not say where the archives will lie"; fi
