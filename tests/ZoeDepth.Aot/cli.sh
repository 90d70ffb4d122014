#!/usr/bin/env bash
# Compiles the command line ahead of time for this machine and lets it do what the one compiled while it runs does: depth in three precisions,
# surfaces, a dataset, its report, evaluation, training, conversion, pages and answers of the service. Files must be equal to the byte.
# Then what it takes on the disk, which has a limit, and the least time of its --help over 20 starts. Needs curl beside what native.sh needs.
set -Eeuo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
deploy/release/native.sh native
dotnet build src/ZoeDepth.Cli --configuration Release --verbosity quiet
managed=(dotnet src/ZoeDepth.Cli/bin/Release/net10.0/ZoeDepth.Cli.dll)
out=$(mktemp --directory)
service=
trap '[[ -z $service ]] || kill "$service"; rm -rf "$out" recipes/.aot.json' EXIT
tar --directory "$out" --strip-components=1 --one-top-level=program -xzf artifacts/release/zoedepth-*-native.tar.gz
native=$out/program/zoedepth
photo=samples/photos/room_desk.jpg
sed -E 's/"steps": 1500/"steps": 6/; s/"steps": 150 *$/"steps": 3/; s/"warmUp": 50/"warmUp": 2/; s/"count": (1200|120)/"count": 16/' \
  recipes/tutorial.json >recipes/.aot.json

# What a browser and a client get.
serve() {
  local to=$1 address path
  shift
  mkdir -p "$to"
  "$@" serve --port 0 >"$to.log" 2>&1 &
  service=$!
  until address=$(grep -om1 'http://[0-9.:]*[0-9]' "$to.log"); do kill -0 "$service"; sleep 0.1; done
  until curl --silent --fail "$address/readyz" >"$to/ready"; do kill -0 "$service"; sleep 0.1; done
  for path in "" page/space.js page/vendor/three.module.min.js page/choices.json docs/ docs/scalar.js docs/reference.js openapi/v1.json; do
    curl --silent --show-error --fail --compressed "$address/$path" | sed "s|$address||" >"$to/answer,${path//\//,}"
  done
  curl --silent --show-error --fail --data-binary @$photo --header 'Content-Type: image/jpeg' "$address/v1/depth?output=npy" >"$to/depth.npy"
  kill "$service"
  wait "$service"
  service=
}

# Each way writes into a folder of its own; nothing in the files names it.
run() {
  local to=$out/$1
  shift
  mkdir -p "$to"
  local precision
  for precision in float32 bfloat16 int8; do "$@" predict $photo --npy --color --precision $precision --out "$to/$precision"; done
  "$@" predict tests/ZoeDepth.Imaging.ImageSharp.Tests/files/{lossy.webp,turned.tif,commented.tif,gray.gif,rle.tga} --npy --no-pad --out "$to/others"
  "$@" mesh $photo --out "$to/mesh.glb"
  "$@" cloud $photo --out "$to/cloud.ply"
  (cd "$to" && "$@" synth --out world --count 6 --size 64x96)
  (cd "$to" && "$@" data report world >report.txt)
  (cd "$to" && "$@" evaluate world --model "$root/models/zoedepth-mini" >evaluation.txt)
  "$@" train recipes/.aot.json --out "$to/run"
  "$@" convert models/zoedepth-mini "$to/converted"
  "$@" quantize models/zoedepth-mini "$to/quantized"
  serve "$to/served" "$@"
}
trap 'tail -n 5 "$out"/*.log >&2' ERR
run managed "${managed[@]/#src/$root/src}" >"$out/managed.log" 2>&1
run native "$native" >"$out/native.log" 2>&1
# What a run writes of its own time and threads.
find "$out" -path '*/served.log' -delete -o -name '*.csv' -delete -o -name '*.svg' -delete -o -name '*.safetensors' -path '*/checkpoint*' -delete
diff --recursive "$out/managed" "$out/native"

# It has the kernels of one instruction set, and says so to who asks for another.
if ZOEDEPTH_SIMD=scalar "$native" info >"$out/scalar.txt" 2>&1 || ! grep -q 'without kernels for Scalar' "$out/scalar.txt"; then
  cat "$out/scalar.txt" >&2
  exit 1
fi

bytes=$(stat -c %s "$native")
((bytes <= 40000000)) || { echo "the program takes $bytes bytes; 40000000 are the limit" >&2; exit 1; }
least=
for _ in {1..20}; do
  start=$(date +%s%N)
  "$native" --help >/dev/null
  took=$((($(date +%s%N) - start) / 1000000))
  ((${least:-1000000} <= took)) || least=$took
done
echo "equal to the byte; $bytes bytes, --help in $least ms"
