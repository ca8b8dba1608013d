#!/usr/bin/env bash
# The tree itself: no private key, no unfinished work, no file too long to hold in the head.
# Usage: tree.sh SOURCE_FOLDER
set -euo pipefail
cd "$1"
failed=0
say() { echo "tree: $1" >&2; failed=1; }
files=$(git ls-files 2>/dev/null || find . -type f -not -path './.git/*' -not -path './build/*')
while IFS= read -r file; do
  [ -f "$file" ] || continue
  case "$file" in
    tests/lint/tree.sh) continue ;;
    *.h|*.cpp|*.sh)
      lines=$(wc -l <"$file")
      [ "$lines" -le 520 ] || say "$file has $lines lines: split it"
      if grep -nE '\b(TODO|FIXME)\b' "$file"; then say "$file holds unfinished work"; fi ;;
  esac
  case "$file" in
    tests/*|shared/*|README.md|*.md|deploy/man/*|*.yaml) ;;
    *) if grep -qE 'AGE-SECRET-KEY-1[0-9A-Z]{58}|BEGIN [A-Z ]*PRIVATE KEY' "$file"; then say "$file holds a private key"; fi ;;
  esac
done <<<"$files"
while IFS= read -r test; do
  case "$test" in
    tests/unit/*/*|tests/flow/*|tests/faults/*) ;;
    *) say "$test is in no folder that tests/CMakeLists.txt builds" ;;
  esac
done < <(find tests -name '*_test.cpp')
exit $failed
