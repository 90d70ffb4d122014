#!/usr/bin/env bash
# Compiles the command line ahead of time for this machine and lets it do what the one compiled while it runs does: depth in three precisions,
# surfaces, a dataset, its report, evaluation, training, conversion. Files must be equal to the byte. Then what it
# takes on the disk, and the least time of its --help over 20 starts.
set -Eeuo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
deploy/release/native.sh native
dotnet build src/ZoeDepth.Cli --configuration Release --verbosity quiet
managed=(dotnet src/ZoeDepth.Cli/bin/Release/net10.0/ZoeDepth.Cli.dll)
out=$(mktemp --directory)
trap 'rm -rf "$out" recipes/.aot.json' EXIT
tar --directory "$out" --strip-components=1 --one-top-level=program -xzf artifacts/release/zoedepth-*-native.tar.gz
native=$out/program/zoedepth
photo=samples/photos/room_desk.jpg
sed -E 's/"steps": 1500/"steps": 6/; s/"steps": 150 *$/"steps": 3/; s/"warmUp": 50/"warmUp": 2/; s/"count": (1200|120)/"count": 16/' \
  recipes/tutorial.json >recipes/.aot.json

# Each way writes into a folder of its own; nothing in the files names it.
run() {
  local to=$out/$1
  shift
  mkdir -p "$to"
  local precision
  for precision in float32 bfloat16 int8; do "$@" predict $photo --npy --color --precision $precision --out "$to/$precision"; done
  "$@" predict tests/ZoeDepth.Imaging.ImageSharp.Tests/files/{lossy.webp,turned.tif,gray.gif,rle.tga} --npy --no-pad --out "$to/others"
  "$@" mesh $photo --out "$to/mesh.glb"
  "$@" cloud $photo --out "$to/cloud.ply"
  (cd "$to" && "$@" synth --out world --count 6 --size 64x96)
  (cd "$to" && "$@" data report world >report.txt)
  (cd "$to" && "$@" evaluate world --model "$root/models/zoedepth-mini" >evaluation.txt)
  "$@" train recipes/.aot.json --out "$to/run"
  "$@" convert models/zoedepth-mini "$to/converted"
  "$@" quantize models/zoedepth-mini "$to/quantized"
}
trap 'tail -n 5 "$out"/*.log >&2' ERR
run managed "${managed[@]/#src/$root/src}" >"$out/managed.log" 2>&1
run native "$native" >"$out/native.log" 2>&1
# What a run writes of its own time and threads.
find "$out" -name '*.csv' -delete -o -name '*.svg' -delete -o -name '*.safetensors' -path '*/checkpoint*' -delete
diff --recursive "$out/managed" "$out/native"

least=
for _ in {1..20}; do
  start=$(date +%s%N)
  "$native" --help >/dev/null
  took=$((($(date +%s%N) - start) / 1000000))
  ((${least:-1000000} <= took)) || least=$took
done
echo "equal to the byte; $(stat -c %s "$native") bytes, --help in $least ms"
