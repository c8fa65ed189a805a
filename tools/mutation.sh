#!/usr/bin/env bash
# Mutation testing of one part of Vote.Crypto: tools/mutation.sh Threshold | Shuffle | Sigma | Ballots [file …]
# A file is named within its part, such as Lagrange.cs, Ceremony/*.cs or !SealedSecretFile.cs (but that one); without one, all of them.
# Works on a copy under artifacts/mutation: what the copy changes, and what the scores mean, is in docs/test-quality.md.
#   MUTATION_TESTS   another filter of tests, in the notation of dotnet test     MUTATION_CONCURRENCY   test hosts at once (1)
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
root="$PWD"
part="${1:?which part: Threshold, Shuffle, Sigma or Ballots}"
shift
[ $# -gt 0 ] || set -- '**/*.cs'

# A test that takes half a second costs that for every mutant it covers; what short tests leave, the long ones get with MUTATION_TESTS.
case "$part" in
  Threshold) below=(Group Sigma ElGamal Hpke) long=(DecryptsWithEveryQuorumAfterACeremony FailsWhenAnySingleValueIsChanged DecodesNothingButItsOwnEncodingUnderMutation
    SealedSecretFileTests RefusesMessagesOutOfOrder) ;;
  Shuffle) below=(Group Sigma ElGamal Hpke Threshold) long=(AcceptsHonestShufflesOfEverySize AcceptsEveryHonestShuffle RejectsEveryTamperedField
    RefusesThePinnedForgery) ;;
  Ballots) below=(Group Sigma ElGamal Hpke Threshold Shuffle) long=(HasOneAssignmentForEachChoice RejectsAChangeAnywhereInAProof SurvivesMutations ManyBallotsTests
    RejectsAssignmentsThatAreNoChoice BallotFuzzTests IsFulfilledByExactlyTheLegalChoices CountsABlankAsNothing ProvesShapesOfAnyKind RejectsThePinnedForgery
    RejectsEveryFieldOfAnotherContext OpensToWhatWasChosen CountsRandomChoices RejectsATamperedByteOfEachQuestion VerifiesForEverySelection) ;;
  Sigma) below=(Group) long=(FindsOneBadProofAmongOneHundred StreamsLongRelations RejectsEveryTamperedByte RejectsEveryFalseStatement
    AgreesWithTheEquationByEquationVerifier FindsTheOneBadProofAtEveryPosition ProverGivesTheDraftsProofs GivesEveryProofTheVerdict) ;;
  *) sed -n '2,5s/^# *//p' "$0"; exit 1 ;;
esac
tests="FullyQualifiedName~Vote.Crypto.Tests.$part"
for name in "${long[@]}"; do tests="$tests&FullyQualifiedName!~$name"; done

home="$root/artifacts/mutation/$part"
tree="$home/tree"
report="$home/report-$(date -u +%Y%m%dT%H%M%S)"
mkdir -p "$tree"
find "$tree" -name '*.cs' -not -path '*/obj/*' -delete
rm -rf "$tree/tests/Vote.Crypto.Tests/bin"
git ls-files -z --cached --others --exclude-standard -- src/Vote.Crypto src/Vote.Canonical tests/Vote.Crypto.Tests tests/Vote.Canonical.Tests \
  tests/Directory.Build.props tests/RepositoryRoot.cs spec/vectors Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig global.json .config \
  TsukubaVote.sln | tar -c --null --files-from=- --ignore-failed-read 2>/dev/null | tar -x -C "$tree"
ln -sfn "$(realpath ../shared 2>/dev/null || echo /nowhere)" "$home/shared"

# The layers below, as an assembly that is not mutated.
base="$tree/src/Vote.Crypto.Base"
mkdir -p "$base"
for folder in "${below[@]}"; do rm -rf "${base:?}/$folder"; mv "$tree/src/Vote.Crypto/$folder" "$base/"; done
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
sed -i 's#<RestorePackagesWithLockFile>true#<RestorePackagesWithLockFile>false#; s#<TreatWarningsAsErrors>true#<RunAnalyzers>false</RunAnalyzers><TreatWarningsAsErrors>false#' "$tree/Directory.Build.props"
find "$tree" -name packages.lock.json -delete

# The tests on the Microsoft Testing Platform: one process stays and runs mutant after mutant, where VSTest starts a host for each.
sed -i 's#<PackageVersion Include="xunit" Version=.*#<PackageVersion Include="xunit.v3" Version="3.2.2" />#' "$tree/Directory.Packages.props"
sed -i 's#<PackageReference Include="xunit" />#<PackageReference Include="xunit.v3" />#; /Microsoft.NET.Test.Sdk\|xunit.runner.visualstudio/d
  s#<IsTestProject>#<OutputType>Exe</OutputType><IsTestProject>#' "$tree/tests/Directory.Build.props"
sed -i '/coverlet.collector/d' "$tree/tests/Vote.Crypto.Tests/Vote.Crypto.Tests.csproj"
find "$tree/tests" -name '*.cs' -not -path '*/obj/*' -exec sed -i '/^using Xunit.Abstractions;/d' {} +

files=""
for file in "$@"; do files="$files\"${file//[^!]*/}**/Vote.Crypto/$part/${file#!}\","; done
cat > "$home/stryker-config.json" <<JSON
{
  "stryker-config": {
    "project": "Vote.Crypto.csproj",
    "mutate": [${files%,}],
    "configuration": "Release",
    "test-runner": "mtp",
    "mutation-level": "Standard",
    "coverage-analysis": "perTest",
    "concurrency": ${MUTATION_CONCURRENCY:-1},
    "additional-timeout": 15000,
    "test-case-filter": "${MUTATION_TESTS:-$tests}",
    "ignore-methods": ["*Exception.ctor"],
    "reporters": ["json", "dots"],
    "thresholds": { "high": 90, "low": 80, "break": 0 }
  }
}
JSON
cd "$tree"
dotnet tool restore > /dev/null
cd tests/Vote.Crypto.Tests
nice -n 3 dotnet stryker --skip-version-check --config-file "$home/stryker-config.json" --output "$report" | grep --line-buffered -v '^ *[|_\\]\|^$'
exec node "$root/tools/mutation-table.mjs" "$home"/report-*/reports/mutation-report.json
