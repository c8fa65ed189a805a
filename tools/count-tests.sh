#!/usr/bin/env bash
# Sums the tests of all result files below $1 (trx of .NET, JSON of vitest): "passed failed skipped".
{
  find "$1" -name '*.trx' -exec grep -ho '<Counters [^>]*>' {} +
  find "$1" -name '*.json' -exec grep -ho '"num\(Total\|Passed\|Failed\)Tests":[0-9]*' {} + | tr '\n' ' '
} 2>/dev/null | awk '
  function value(pattern,   digits) { if (!match($0, pattern "[\":=]+[0-9]+")) return 0; digits = substr($0, RSTART, RLENGTH); gsub(/[^0-9]/, "", digits); return digits }
  { passed += value(" passed=") + value("numPassedTests"); executed += value(" executed=") + value("numPassedTests") + value("numFailedTests"); total += value(" total=") + value("numTotalTests") }
  END { printf "%d %d %d\n", passed, executed - passed, total - executed }'
