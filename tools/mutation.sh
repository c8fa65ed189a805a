#!/usr/bin/env bash
# Mutation testing of one part of Vote.Crypto: tools/mutation.sh Threshold | Shuffle | Sigma | Ballots
# Works on a copy under artifacts/mutation, in which the layers below the part are an assembly of their own: the tool would otherwise put
# a switch around every operation of the field arithmetic, and the tests would take hours. What the scores mean: docs/test-quality.md.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
part="${1:?which part: Threshold, Shuffle, Sigma or Ballots}"
case "$part" in
  Sigma) below=(Group) ;;
  Shuffle | Threshold | Ballots) below=(Group Sigma ElGamal Hpke) ;;
  *) sed -n '2,4s/^# //p' "$0"; exit 1 ;;
esac

home="$PWD/artifacts/mutation/$part"
tree="$home/tree"
rm -rf "$home"
mkdir -p "$tree"
git ls-files -z --cached --others --exclude-standard -- src/Vote.Crypto src/Vote.Canonical tests/Vote.Crypto.Tests tests/Vote.Canonical.Tests \
  tests/Directory.Build.props spec/vectors Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig global.json .config \
  TsukubaVote.sln | tar -c --null --files-from=- --ignore-failed-read 2>/dev/null | tar -x -C "$tree"
ln -s "$(realpath ../shared 2>/dev/null || echo /nowhere)" "$home/shared"

# The layers below, as an assembly that is not mutated.
base="$tree/src/Vote.Crypto.Base"
mkdir -p "$base"
for folder in "${below[@]}"; do mv "$tree/src/Vote.Crypto/$folder" "$base/"; done
[ "$part" = Sigma ] || mv "$tree"/src/Vote.Crypto/*.cs "$base/"
cat > "$base/Vote.Crypto.Base.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><AllowUnsafeBlocks>true</AllowUnsafeBlocks></PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="..\Vote.Canonical\Vote.Canonical.csproj" />
    <InternalsVisibleTo Include="Vote.Crypto" />
    <InternalsVisibleTo Include="Vote.Crypto.Tests" />
  </ItemGroup>
</Project>
XML
sed -i 's#<ItemGroup>#<ItemGroup><ProjectReference Include="..\\Vote.Crypto.Base\\Vote.Crypto.Base.csproj" />#' "$tree/src/Vote.Crypto/Vote.Crypto.csproj"
sed -i 's#<RestorePackagesWithLockFile>true#<RestorePackagesWithLockFile>false#; s#<TreatWarningsAsErrors>true#<TreatWarningsAsErrors>false#' "$tree/Directory.Build.props"
find "$tree" -name packages.lock.json -delete

cat > "$home/stryker-config.json" <<JSON
{
  "stryker-config": {
    "project": "Vote.Crypto.csproj",
    "mutate": ["**/$part/**/*.cs"],
    "configuration": "Release",
    "mutation-level": "Standard",
    "coverage-analysis": "${MUTATION_COVERAGE:-perTest}",
    "concurrency": ${MUTATION_CONCURRENCY:-2},
    "test-case-filter": "${MUTATION_TESTS:-FullyQualifiedName~Vote.Crypto.Tests.$part}",
    "ignore-methods": ["*Exception.ctor"],
    "reporters": ["json", "cleartext"],
    "thresholds": { "high": 90, "low": 80, "break": 80 }
  }
}
JSON
cd "$tree"
dotnet tool restore > /dev/null
cd tests/Vote.Crypto.Tests
exec nice dotnet stryker --config-file "$home/stryker-config.json" --output "$home/report"
