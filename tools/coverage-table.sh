#!/usr/bin/env bash
# Sums the Cobertura files below $1 by folder of $2: "folder lines% branches%".
find "$1" -name coverage.cobertura.xml -exec cat {} + | awk -v source="$2" '
  /<class / { match($0, /filename="[^"]*"/); file = substr($0, RSTART + 10, RLENGTH - 11); gsub(/\\/, "/", file)
              sub(".*" source "/", "", file); folder = file; if (!sub("/[^/]*$", "", folder)) folder = "."; sub("/.*", "", folder); method = 0 }
  /<methods>/ { inside = 1 } /<\/methods>/ { inside = 0 }
  /<line / && !inside {
    match($0, /number="[0-9]+"/); key = file ":" substr($0, RSTART + 8, RLENGTH - 9)
    match($0, /hits="[0-9]+"/); hit = substr($0, RSTART + 6, RLENGTH - 7) > 0
    if (!(key in seen)) { seen[key] = 1; where[key] = folder }
    if (hit) covered[key] = 1
    if (match($0, /\([0-9]+\/[0-9]+\)/)) { split(substr($0, RSTART + 1, RLENGTH - 2), part, "/"); if (part[1] + 0 > taken[key] + 0) taken[key] = part[1]; ways[key] = part[2] }
  }
  END {
    for (key in seen) { f = where[key]; lines[f]++; hits[f] += covered[key] + 0; branches[f] += ways[key] + 0; took[f] += taken[key] + 0
                        lines["all"]++; hits["all"] += covered[key] + 0; branches["all"] += ways[key] + 0; took["all"] += taken[key] + 0 }
    for (f in lines) printf "%-28s lines %5d of %5d (%5.1f %%)  branches %5d of %5d (%5.1f %%)\n", source "/" f, hits[f], lines[f], 100 * hits[f] / lines[f], took[f], branches[f], branches[f] ? 100 * took[f] / branches[f] : 100
  }' | sort
