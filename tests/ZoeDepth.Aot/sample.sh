#!/usr/bin/env bash
# Publishes samples/Console ahead of time (NativeAOT; needs clang or gcc, and zlib1g-dev) as a reader would, and compares
# the depth it writes with that of the same program compiled while it runs.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=artifacts/aot-sample
rm -rf "$out"
mkdir -p "$out"
linker=$(command -v clang || command -v gcc) || { echo "neither clang nor gcc is installed" >&2; exit 1; }
# A sample as a reader would publish it, for every processor: the compiler then knows 128 bits and no fused multiply-add, as .NET without AVX2.
dotnet publish samples/Console --configuration Release --use-current-runtime --output "$out/program" --verbosity quiet -warnaserror \
  "-p:CppCompilerAndLinker=${linker##*/}"
dotnet build samples/Console --configuration Release --verbosity quiet
for way in native managed; do mkdir "$out/$way" && cp samples/photos/room_desk.jpg "$out/$way/"; done
"$out/program/ZoeDepth.Samples.Console" "$out/native/room_desk.jpg"
DOTNET_EnableAVX2=0 dotnet samples/Console/bin/Release/net10.0/ZoeDepth.Samples.Console.dll "$out/managed/room_desk.jpg"
cmp "$out/native/room_desk.depth.png" "$out/managed/room_desk.depth.png"
cmp "$out/native/room_desk.depth.color.png" "$out/managed/room_desk.depth.color.png"
echo "samples/Console, published ahead of time, writes the same files"
