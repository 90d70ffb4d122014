#!/usr/bin/env bash
# Publishes a small program ahead of time (NativeAOT; needs clang or gcc, and zlib1g-dev), and lets it and the same program compiled
# while it runs estimate a photograph with a tiny model on every instruction set of this machine. The depths must be equal
# to the bit, and the program compiled ahead of time must reach every set the other one does.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=artifacts/aot
rm -rf "$out"
mkdir -p "$out"
linker=$(command -v clang || command -v gcc) || { echo "neither clang nor gcc is installed" >&2; exit 1; }
dotnet publish tests/ZoeDepth.Aot --configuration Release --use-current-runtime --output "$out/native" --verbosity quiet -warnaserror \
  "-p:CppCompilerAndLinker=${linker##*/}"
dotnet build tests/ZoeDepth.Aot --configuration Release --verbosity quiet
managed=(dotnet tests/ZoeDepth.Aot/bin/Release/net10.0/ZoeDepth.Aot.dll)
native=("$out/native/ZoeDepth.Aot")

levels=$("${managed[@]}" levels)
ahead=$("${native[@]}" levels)
if [[ "$ahead" != "$levels" ]]; then
  echo "compiled ahead of time the program runs on: ${ahead//$'\n'/ }; compiled while it runs on: ${levels//$'\n'/ }" >&2
  exit 1
fi
for level in $levels; do
  for way in native managed; do
    declare -n program=$way
    ZOEDEPTH_SIMD=$level "${program[@]}" samples/photos/room_desk.jpg tests/goldens/hf/two-heads-kitti "$out/$way-$level.npy"
  done
  cmp "$out/native-$level.npy" "$out/managed-$level.npy"
done
echo "equal to the bit on: ${levels//$'\n'/ }; $(du -h "$out/native/ZoeDepth.Aot" | cut -f1) published"
