#!/usr/bin/env bash
# Line and branch coverage of Crypto, Ledger and the verifier by their own tests; slow, so not a part of ./test.
#   tools/coverage.sh [Crypto] [Ledger] [Tally]     prints a line for each folder; the files lie under artifacts/coverage
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
[ $# -gt 0 ] || set -- Crypto Ledger Tally
rm -rf artifacts/coverage
for part in "$@"; do
  assembly="Vote.$part"
  [ "$part" = Tally ] && assembly=vote-tally
  # Tests that measure the code by rewriting it cannot also be measured that way.
  dotnet test "tests/Vote.$part.Tests" -c Release -v quiet --filter 'FullyQualifiedName!~ConstantTime' \
    --collect 'XPlat Code Coverage' --results-directory "artifacts/coverage/$part" \
    -- "DataCollectionRunSettings.DataCollectors.DataCollector.Configuration.Include=[$assembly]*"
  tools/coverage-table.sh "artifacts/coverage/$part" "src/Vote.$part"
done
