#!/usr/bin/env bash
# Builds everything, runs every test, and ends with one line counted from the results: "N passed, N failed".
#   ./build.sh             what CI runs
#   ./build.sh --coverage  the same, and how much of every assembly the tests run (coverlet)
#   ./build.sh --matrix    the same tests once for each instruction set this machine has and for 1, 2 and 3 threads, and without assembled tiles
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

results=artifacts/test-results
rm -rf "$results"
dotnet build ZoeDepth.slnx --configuration Release --verbosity quiet

# The README's own test command, with a record of every result beside the console's text.
run_tests() {
  dotnet test "${@:2}" --configuration Release --no-build --logger "trx" --results-directory "$results/$1" || status=1
}

status=0
if [[ "${1:-}" == "--matrix" ]]; then
  # The product says what this machine can run, on every system and processor alike.
  levels=$(dotnet src/ZoeDepth.Cli/bin/Release/net10.0/ZoeDepth.Cli.dll info --json | tr -d ' \r\n' | sed -E 's/.*"simdAvailable":\[([^]]*)\].*/\1/; s/[",]+/ /g')
  # Numbers are made in these; what stands on them passes numbers on, and runs once for each number of threads.
  numbers=(tests/ZoeDepth.Kernels.Tests tests/ZoeDepth.Tensors.Tests tests/ZoeDepth.Tests tests/ZoeDepth.Training.Tests)
  run_cell() {
    echo "== $1 ZOEDEPTH_SIMD=${2/any/} ZOEDEPTH_ASSEMBLED=$3 ZOEDEPTH_THREADS=$4"
    ZOEDEPTH_SIMD=${2/any/} ZOEDEPTH_ASSEMBLED=$3 ZOEDEPTH_THREADS=$4 run_tests "$2-$3-$4" "$1"
  }
  for threads in 1 2 3; do
    for level in $levels; do
      for project in "${numbers[@]}"; do run_cell "$project" "$level" on $threads; done
    done
    for project in tests/*.Tests; do
      [[ " ${numbers[*]} " == *" $project "* ]] || run_cell "$project" any on $threads
    done
  done
  for threads in 1 3; do
    for project in "${numbers[@]}"; do run_cell "$project" any off $threads; done
  done
elif [[ "${1:-}" == "--coverage" ]]; then
  run_tests all ZoeDepth.slnx --collect "XPlat Code Coverage"
  dotnet tool restore >/dev/null
  # Without what the compiler generates: readers of JSON and regular expressions have branches nobody wrote.
  dotnet reportgenerator "-reports:$results/**/coverage.cobertura.xml" -targetdir:artifacts/coverage \
    "-reporttypes:TextSummary;Cobertura" "-assemblyfilters:+ZoeDepth*;-*.Tests;-ZoeDepth.Testing" "-filefilters:-*.g.cs;-*.generated.cs" \
    -verbosity:Warning
  cat artifacts/coverage/Summary.txt
  docs/architecture/coverage.sh
else
  run_tests all ZoeDepth.slnx
fi

# What could not be tested here, by name: a foreign program that is missing, an instruction set this machine has not.
skipped=$(find "$results" -name '*.trx' -exec grep -ho '<UnitTestResult [^>]*outcome="NotExecuted"[^>]*>' {} + |
  sed -E 's/.* testName="([^"]*)".*/  \1/; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' | LC_ALL=C sort -u) || true
if [[ -n $skipped ]]; then
  echo "$(wc -l <<<"$skipped") skipped:"
  echo "$skipped"
fi
counts=$(find "$results" -name '*.trx' -exec grep -ho '<Counters [^>]*>' {} + |
  sed -E 's/.*total="([0-9]+)".* passed="([0-9]+)" failed="([0-9]+)" error="([0-9]+)" timeout="([0-9]+)" aborted="([0-9]+)".*/\2 \3 \4 \5 \6/' |
  awk '{ passed += $1; failed += $2 + $3 + $4 + $5 } END { printf "%d %d", passed, failed }')
read -r passed failed <<<"$counts"
if ((status != 0 && failed == 0)); then
  echo "the test run itself failed: see above"
  failed=1
fi
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
