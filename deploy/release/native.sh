#!/usr/bin/env bash
# The program compiled ahead of time (NativeAOT): one file and the model in the box, no runtime, and it starts at once. It runs on the system it
# is compiled on, and on processors with the named instructions; on others it says which are missing and ends.
#   deploy/release/native.sh [SET...]     x86-64-v3 (AVX2) and x86-64-v4 (AVX-512) when none is named; native: this machine's own
# writes artifacts/release/zoedepth-VERSION-RID-SET.tar.gz and its symbols, and their hashes into SHA256SUMS. Needs clang or gcc, and zlib1g-dev.
# A trace of the program holds addresses: addr2line --functions --exe ZoeDepth.Cli.dbg +ADDRESS says method and line.
set -euo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
out=artifacts/release
version=$(sed -nE 's|.*<Version>(.*)</Version>.*|\1|p' Directory.Build.props)
linker=$(command -v clang || command -v gcc) || { echo "neither clang nor gcc is installed" >&2; exit 1; }
mkdir -p "$out"

(($#)) || set -- x86-64-v3 x86-64-v4
for set in "$@"; do
  folder=$out/native-$set
  rm -rf "$folder"
  dotnet publish src/ZoeDepth.Cli --configuration Release --use-current-runtime --output "$folder" --verbosity quiet \
    -p:PublishAot=true "-p:IlcInstructionSet=$set" "-p:CppCompilerAndLinker=${linker##*/}" -p:GenerateDocumentationFile=false
  mv "$folder/ZoeDepth.Cli" "$folder/zoedepth"
  rm -f "$folder"/*.xml "$folder"/*.pdb
  cp LICENSE README.md CHANGELOG.md "$folder"
  name=zoedepth-$version-$(dotnet --info | sed -nE 's/^ *RID: *//p' | head -1)-$set
  rm -rf "${out:?}/$name" "${out:?}/$name-symbols"
  mkdir "$out/$name-symbols"
  mv "$folder"/*.dbg "$out/$name-symbols"
  mv "$folder" "$out/$name"
  echo "$out/$name.tar.gz: $(stat -c %s "$out/$name/zoedepth") bytes of program"
  for archive in "$name" "$name-symbols"; do
    # The same bytes from the same sources: no names and times of whoever made it.
    tar --directory "$out" --sort=name --owner=0 --group=0 --numeric-owner --mtime='2000-01-01 00:00:00Z' -cf - "$archive" |
      gzip -n >"$out/$archive.tar.gz"
    rm -rf "${out:?}/$archive"
    (cd "$out" && touch SHA256SUMS && sed -i "/ $archive\.tar\.gz\$/d" SHA256SUMS && sha256sum "$archive.tar.gz" >>SHA256SUMS)
  done
done
