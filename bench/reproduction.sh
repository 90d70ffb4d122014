#!/usr/bin/env bash
# The paper's claims in small (docs/reproduction.md): one table a call, three seeds: abs_rel as the mean ± half of largest less smallest.
#   bench/reproduction.sh data                       renders the pictures once, about 7,000 of 64x96
#   bench/reproduction.sh pretraining|heads|routers|metric-heads|zero-shot
# SEEDS="1" runs fewer seeds. A run that is there is not run again; one that was ended goes on.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
program=src/ZoeDepth.Cli/bin/Release/net10.0/ZoeDepth.Cli.dll
data=data/reproduction
runs=runs/reproduction
seeds=${SEEDS:-1 2 3}
left_out=office,stairs,garage,park,highway,waterside
[[ -f $program ]] || dotnet build src/ZoeDepth.Cli --configuration Release --verbosity quiet
zoedepth() { dotnet "$program" "$@"; }

# train NAME RECIPE SEED [OPTION…]: the folder of the run
train() {
  local out="$runs/$1-$3"
  zoedepth train "recipes/reproduction/$2.json" --seed "$3" --out "$out" "${@:4}" >/dev/null
  echo "$out"
}

# score RUN MANIFEST [OPTION…]: abs_rel indoors and outdoors, over images
score() {
  zoedepth evaluate "$2" --model "$1/model" --json "${@:3}" | tail -n 1 |
    grep -o '"domain":"[a-z]*","align":"none","average":"images"[^{}]*"abs_rel":[0-9.]*' |
    sed -E 's/"domain":"([a-z]*)".*"abs_rel":([0-9.]*)/\1 \2/'
}

# row LABEL [DOMAIN]: a line of the table from lines "domain abs_rel" of all seeds
row() {
  awk -v label="$1" -v only="${2:-}" '
    { n[$1]++; sum[$1] += $2; if (n[$1] == 1 || $2 < least[$1]) least[$1] = $2; if ($2 > most[$1]) most[$1] = $2 }
    function cell(d) { return n[d] ? sprintf("%.3f ± %.3f", sum[d] / n[d], (most[d] - least[d]) / 2) : "–" }
    END {
      if (only) printf "| %s | %s |\n", label, cell(only)
      else printf "| %s | %s | %s |\n", label, cell("indoor"), cell("outdoor")
    }'
}

each() { for seed in $seeds; do "$@" "$seed"; done; }
plain() { score "$(train "$1" "$1" "$2")" $data/test; }
routed() { score "$(train "$1" "$1" "$2")" $data/test --routed; }
pretrained() {
  local start
  start=$(train relative relative "$1")
  score "$(train pretrained two-heads "$1" --model "$start/model")" $data/test
}
room() {
  score "$(train "$1" rooms "$2" --config "recipes/architectures/reproduction-$1.json")" $data/test --domain indoor
}
declare -A label=([regression]="plain regression" [splitter]="splitter, two parts a level"
  [exponential]="exponential attractors 16, 8, 4, 1" [inverse]="inverse attractors 16, 8, 4, 1"
  [softmax]="the same with softmax instead of log-binomial")
unseen() { score "$(train "$1" "$1" "$2")" $data/unseen; }

case "${1:-}" in
  data)
    families=$(zoedepth synth --list | grep -oE '^ *[a-z-]+' | tr -d ' ' | paste -sd,)
    zoedepth synth --family "$families" --count 3600 --seed 1 --size 64x96 --out $data/train
    zoedepth synth --family "$families" --count 360 --seed 9000001 --size 64x96 --out $data/test
    zoedepth synth --family $left_out --count 240 --seed 9500001 --size 64x96 --out $data/unseen
    seed=2000001
    for kind in disparity stereo structured-light metric; do
      zoedepth synth --family "$families" --count 720 --seed $seed --size 64x96 --depth $kind --out $data/$kind
      seed=$((seed + 1000000))
    done
    exit ;;
  pretraining)
    echo "| two heads, from | indoor abs_rel | outdoor abs_rel |"; echo "|---|---|---|"
    each plain two-heads | row "random weights (X)"
    each pretrained | row "relative pre-training (M)" ;;
  heads)
    echo "| heads | indoor abs_rel | outdoor abs_rel |"; echo "|---|---|---|"
    each plain one-head | row "one for both domains"
    each plain two-heads | row "two" ;;
  routers)
    echo "| router | indoor abs_rel | outdoor abs_rel |"; echo "|---|---|---|"
    each plain two-heads | row "labelled"
    each routed two-heads | row "trained"
    each routed auto | row "auto" ;;
  metric-heads)
    echo "| metric head | indoor abs_rel |"; echo "|---|---|"
    for head in regression splitter exponential inverse softmax; do each room $head | row "${label[$head]}" indoor; done ;;
  zero-shot)
    echo "| families ${left_out//,/, } | indoor abs_rel | outdoor abs_rel |"; echo "|---|---|---|"
    each unseen two-heads | row "seen in training"
    each unseen left-out | row "left out of it" ;;
  *)
    sed -n '2,5p' "$0"; exit 2 ;;
esac
