#!/usr/bin/env bash
# Checks for what building and testing need, and installs what Debian's packages can supply.
set -euo pipefail
need=()
command -v git >/dev/null || need+=(git)
command -v openssl >/dev/null || need+=(openssl)
command -v curl >/dev/null || need+=(curl)
/sbin/ldconfig -p | grep -q 'libcrypto\.so\.3' || need+=(libssl3)
# ./test drives a browser and a database server of its own; ./run leaves both to you.
if [ "${1:-}" = --for-tests ]; then
  [ -x /usr/bin/chromium ] || need+=(chromium)
  [ -n "$(find /usr/lib/postgresql -maxdepth 3 -name initdb 2>/dev/null)" ] || command -v initdb >/dev/null || need+=(postgresql)
  [ -n "$(find /usr/share/fonts -iname '*notosanscjk*' 2>/dev/null | head -n 1)" ] || need+=(fonts-noto-cjk)
fi
if [ "${#need[@]}" -gt 0 ]; then
  echo "installing: ${need[*]}"
  sudo=""; [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq "${need[@]}"
fi
command -v dotnet >/dev/null || { echo "The .NET SDK 10 is missing: see https://dotnet.microsoft.com/download" >&2; exit 1; }
command -v npm >/dev/null || { echo "Node 20 with npm is missing: see https://nodejs.org" >&2; exit 1; }
