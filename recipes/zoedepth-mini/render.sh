#!/usr/bin/env bash
# Renders the pictures of a stage to data/world; the same command goes on if it is ended.
#   recipes/zoedepth-mini/render.sh NAME COUNT SEED HxW
#   stage 1: render.sh a 9996 1 192x256; render.sh b 9996 1000001 256x320 (stage 1 used the first 2501, stage 2 all)
#   stage 3: render.sh c 15000 4000001 192x256; stage 4: render.sh d 14000 5000001 192x256;
#   stage 5: render.sh e 15000 6000001 192x256; stages 6 and 7: render.sh f 10000 7000001 224x288
#   render.sh validation makes what the stages are judged on: ten of each family, of seeds no stage trains on
set -euo pipefail
cd "$(dirname "$0")/../.."
zoedepth=(dotnet run -c Release --project src/ZoeDepth.Cli --)
if [[ "$1" == validation ]]; then
  exec "${zoedepth[@]}" synth --family all --count 360 --seed 900000001 --size 256x320 --aspect device --out data/world/validation
fi
# Turns in a round of 68 pictures. People photograph near things: a third of the indoor pictures have a median under
# 1.2 m. In the open, streets and roads through wide and narrow lenses have most turns.
often=living-room,bedroom,kitchen,office,bins,table-goods,desk-close,floor-close
sometimes=classroom,corridor,table-top,shelves,portrait
once=stairs,hall,garage,pets,chaos
roads=city-street,city-street-tele,highway,highway-tele,country-road,country-road-tele
places=courtyard,facade,drone-low,fields,forest,garden,hills,park,waterside
indoor=$often,$often,$often,$sometimes,$sometimes,$once
# What the model in the box got most wrong by then stands close by.
if [[ "$1" == f ]]; then indoor+=,bins,bins,shelves,shelves,table-goods,table-goods,table-top,desk-close; fi
outdoor=$roads,$roads,city-street,city-street-tele,car-park,portrait-outdoor,flowers,car-park,portrait-outdoor,flowers,$places
exec "${zoedepth[@]}" synth --family "$indoor,$outdoor" --count "$2" --seed "$3" --size "$4" --aspect device --out "data/world/$1"
