"""Writes nfkc-14.0.0.txt next to this file: the character data that Nfkc.cs needs, from Unicode 14.0.0 (Python 3.11's unicodedata).

d  code=full compatibility decomposition (canonically ordered), without Hangul syllables
k  first-last=canonical combining class, where it is not 0
c  first+second=primary composite, without Hangul
"""
import os
import sys
import unicodedata as u

assert u.unidata_version == "14.0.0", u.unidata_version
codes = [c for c in range(sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF]
lines = ["# Unicode 14.0.0; written by make.py, which says what the lines mean"]

for c in codes:
    full = u.normalize("NFKD", chr(c))
    if full != chr(c) and not 0xAC00 <= c <= 0xD7A3:
        lines.append("d %X=%s" % (c, " ".join("%X" % ord(x) for x in full)))

start = 0
while start < len(codes):
    klass = u.combining(chr(codes[start]))
    end = start
    while end + 1 < len(codes) and u.combining(chr(codes[end + 1])) == klass:
        end += 1
    if klass:
        lines.append("k %X-%X=%d" % (codes[start], codes[end], klass))
    start = end + 1

for c in codes:
    parts = u.decomposition(chr(c))
    if not parts or parts.startswith("<"):
        continue
    parts = [int(p, 16) for p in parts.split()]
    if len(parts) == 2 and u.normalize("NFC", "".join(map(chr, parts))) == chr(c):
        lines.append("c %X+%X=%X" % (parts[0], parts[1], c))

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "nfkc-14.0.0.txt"), "w") as out:
    out.write("\n".join(lines) + "\n")
