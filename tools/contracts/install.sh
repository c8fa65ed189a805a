#!/usr/bin/env bash
# Installs the compiler (solc) and the test node (anvil) by the lock file; does nothing, and needs no network, when they are there already.
set -euo pipefail
cd "$(dirname "$0")"
stamp=node_modules/.installed
cmp -s package-lock.json "$stamp" && exit 0

# No install scripts: the binary comes in a package of its own, and nothing else is fetched.
npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error
cp package-lock.json "$stamp"
