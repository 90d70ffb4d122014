#!/usr/bin/env bash
# Draws every picture of docs/world.md anew: a sheet of each family, one of all, one of the depth variants, and how far pixels are.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build --configuration Release --verbosity quiet src/ZoeDepth.Cli
zoedepth() { dotnet src/ZoeDepth.Cli/bin/Release/net10.0/ZoeDepth.Cli.dll "$@" 2> /dev/null; }
for family in $(zoedepth synth --list | cut -d ' ' -f 1); do
  zoedepth synth --family "$family" --seed 20 --count 8 --columns 4 --size 144x192 --sheet "docs/world/$family.jpg" --replace
done
zoedepth synth --seed 40 --count 36 --columns 4 --size 144x192 --sheet docs/world/world.jpg --replace
for kind in relative disparity stereo structured-light lidar sfm; do
  zoedepth synth --family living-room,city-street --depth "$kind" --seed 31 --count 2 --columns 2 --size 144x192 --sheet "docs/world/depth-$kind.jpg" --replace
done
zoedepth synth --seed 100 --count 1800 --size 72x96 --stats docs/world/depth.png --replace
