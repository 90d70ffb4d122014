#!/usr/bin/env bash
# Makes all packages, and uses them as people will: a program that refers to one, and the command line installed by the two lines of docs/command-line.md.
#   deploy/release/packages.sh [COMMIT]
# writes artifacts/packages. With a commit or tag its packages are made as well, and a public member that they have and these have not is an error.
set -euo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
root=$PWD
out=$root/artifacts/packages
version=$(sed -nE 's|.*<Version>(.*)</Version>.*|\1|p' Directory.Build.props)
away=$(mktemp --directory)
trap 'git worktree remove --force "$away/earlier" 2>/dev/null || true; rm -rf "$away"' EXIT

validation=()
if (($#)); then
  git worktree add --quiet --detach "$away/earlier" "$1"
  dotnet pack "$away/earlier/ZoeDepth.slnx" --configuration Release --output "$away/packages" --verbosity quiet
  mkdir "$away/baseline"
  # By the name of the project alone, whatever the version was.
  for package in "$away"/packages/*.nupkg; do
    name=$(basename "$package" | sed -E 's/\.[0-9]+\.[0-9]+\.[0-9]+.*//')
    mv "$package" "$away/baseline/$name.nupkg"
  done
  validation=("-p:PackageBaseline=$away/baseline")
fi
rm -rf "$out"
# Else what was validated before, against nothing or another baseline, is not looked at again.
find src -name Microsoft.NET.ApiCompat.ValidatePackage.semaphore -delete
dotnet pack ZoeDepth.slnx --configuration Release --output "$out" --verbosity quiet "${validation[@]}"
for project in src/*/*.csproj; do
  name=$(basename "$project" .csproj)
  [[ -f $out/$name.$version.nupkg && -f $out/$name.$version.snupkg ]] || { echo "$name was not packed" >&2; exit 1; }
done

# A package that was there and is gone takes all its members with it.
if (($#)); then
  for package in "$away"/baseline/*.nupkg; do
    name=$(basename "$package" .nupkg)
    [[ -f $out/$name.$version.nupkg ]] || { echo "$name is packed no more, and was at $1" >&2; exit 1; }
  done
fi

# A program of somebody else: the sample, with a package in the place of its projects.
mkdir "$away/program"
cp samples/Console/Program.cs "$away/program/"
cp samples/photos/room_desk.jpg "$away/"
cat >"$away/program/program.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <RestorePackagesPath>$away/restored</RestorePackagesPath>
    <RestoreAdditionalProjectSources>$out</RestoreAdditionalProjectSources>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="ZoeDepth.Mini" Version="$version" />
  </ItemGroup>
</Project>
PROJECT
(cd "$away/program" && dotnet run --configuration Release -- "$away/room_desk.jpg")
[[ -s $away/room_desk.depth.png ]]

# The lines of the page, where nothing else is installed.
mapfile -t lines < <(sed -n '/^```bash$/,/^```$/{/^```/d;p}' docs/command-line.md | head -n 2)
[[ ${lines[0]} == "dotnet pack "* && ${lines[1]} == "dotnet tool install "* ]]
echo "${lines[0]}"
bash -c "${lines[0]}"
echo "${lines[1]}"
DOTNET_CLI_HOME=$away/home bash -c "${lines[1]}"
installed=$away/home/.dotnet/tools/zoedepth
[[ $("$installed" --version) == "$version"* ]]
"$installed" predict "$away/room_desk.jpg" --out "$away/depth"
echo "$(find "$out" -name '*.nupkg' | wc -l) packages of $version in ${out#"$root/"}${1:+, compared with those of $1}"
