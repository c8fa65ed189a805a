#!/usr/bin/env bash
# Sums the <Counters …/> of all trx files below $1: "passed failed skipped".
find "$1" -name '*.trx' -exec grep -ho '<Counters [^>]*>' {} + 2>/dev/null | awk '
  function value(name,   pair) { if (match($0, " " name "=\"[0-9]+\"")) { split(substr($0, RSTART, RLENGTH), pair, "\""); return pair[2] } return 0 }
  { total += value("total"); passed += value("passed"); executed += value("executed") }
  END { printf "%d %d %d\n", passed, executed - passed, total - executed }'
