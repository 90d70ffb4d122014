#!/usr/bin/env bash
# The guides and the API as a web site, by docfx, into artifacts/site:      docs/site/build.sh
# What a page links to comes along, so that links that hold in the repository hold on the site; one that does not is an error.
set -euo pipefail
cd "$(dirname "$0")/../.."
source=artifacts/site-source
rm -rf "$source" artifacts/site
mkdir -p "$source"
# What git knows, but the tests, the weights and the code.
git ls-files -z -- '*.md' LICENSE docs bench recipes samples deploy ':!tests' ':!docs/site' | tar --null --files-from - --create | tar --extract --directory "$source"
python3 docs/site/links.py . "$source"
cp docs/site/docfx.json docs/site/toc.yml "$source/"
dotnet build ZoeDepth.slnx --configuration Release --verbosity quiet
dotnet tool restore >/dev/null
log=artifacts/site.log
# A method that takes its parameters' texts from another and adds its own is told as a duplicate; the first is kept.
dotnet docfx "$source/docfx.json" | grep -v 'Duplicate parameter' | tee "$log"
if grep -q 'InvalidFileLink\|InvalidBookmark\|error' <(grep -v '0 error' "$log"); then
  echo "the site has links that lead nowhere: see above"
  exit 1
fi
cp artifacts/site/README.html artifacts/site/index.html
echo "artifacts/site: $(find artifacts/site -name '*.html' | wc -l) pages; dotnet docfx serve artifacts/site shows them"
