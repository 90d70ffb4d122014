#!/usr/bin/env bash
# Writes coverage.md beside this script: which branches of src no test takes, a file a line, from what
# ./build.sh --coverage measured (artifacts/coverage/Cobertura.xml). Fails where fewer than nine in ten are taken.
set -euo pipefail
cd "$(dirname "$0")/../.."
report=artifacts/coverage/Cobertura.xml
[[ -f $report ]] || { echo "$report is missing: run ./build.sh --coverage first" >&2; exit 1; }
awk -v root="$PWD/" '
  /<class / {
    match($0, /filename="[^"]*"/)
    file = substr($0, RSTART + 10, RLENGTH - 11)
    sub("^" root, "", file)
  }
  /<methods/ { within = 1 }
  /<\/methods>/ { within = 0 }
  /<line / && !within && match($0, /\([0-9]+\/[0-9]+\)/) && file ~ /^src\// {
    split(substr($0, RSTART + 1, RLENGTH - 2), of, "/")
    taken[file] += of[1]
    all[file] += of[2]
  }
  END {
    for (file in all) {
      split(file, part, "/")
      printf "%s %s %d %d\n", part[2], file, taken[file], all[file]
    }
  }' "$report" | LC_ALL=C sort -k1,1 -k2,2 | awk '
  {
    if (!($1 in total)) names[++count] = $1
    taken[$1] += $3; total[$1] += $4
    if ($1 != "ZoeDepth.Synthetic") { allTaken += $3; all += $4 }
    if ($3 < $4) rows[$1] = rows[$1] sprintf("| `%s` | %d | %d |\n", substr($2, length($1) + 6), $4 - $3, $4)
  }
  END {
    print "# Branches no test takes\n"
    print "Written by [coverage.sh](coverage.sh) from a run of `./build.sh --coverage`. Files that the compiler generates (JSON,"
    print "regular expressions) are not counted. A branch or two differ from run to run, where it matters which thread came"
    print "first; branches for instruction sets that the machine of the run lacks cannot be taken.\n"
    print "| project | branches taken | of | |\n|---|---|---|---|"
    for (i = 1; i <= count; i++)
      printf "| %s | %d | %d | %.1f %% |\n", names[i], taken[names[i]], total[names[i]], 100 * taken[names[i]] / total[names[i]]
    printf "| all but the procedural world | %d | %d | **%.1f %%** |\n", allTaken, all, 100 * allTaken / all
    for (i = 1; i <= count; i++)
      if (rows[names[i]] != "") printf "\n## %s\n\n| file | not taken | of |\n|---|---|---|\n%s", names[i], rows[names[i]]
  }' > docs/architecture/coverage.md
grep 'all but' docs/architecture/coverage.md
sed -nE 's/.*all but.*\*\*([0-9.]+) %.*/\1/p' docs/architecture/coverage.md | awk '{ exit !($1 >= 90) }' ||
  { echo "fewer than 90 % of the branches are taken: see docs/architecture/coverage.md" >&2; exit 1; }
