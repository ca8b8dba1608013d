#!/usr/bin/env bash
# What SECURITY.md says is proved: every threat in its table names tests, and each test, group or file that it names is
# there. Usage: proofs.sh SOURCE_FOLDER
set -euo pipefail
cd "$1"
failed=0
say() { echo "proofs: $1" >&2; failed=1; }

# Suite.Name, one a line; of the tests with parameters too.
declare -A known=()
while IFS=' ' read -r suite name; do
  known["$suite.$name"]=1
  known["$suite.*"]=1
done < <(grep -rhoE --include='*_test.cpp' --include='*.h' '^TEST(_F|_P)?\([A-Za-z0-9_]+, *[A-Za-z0-9_]+' tests |
  sed -E 's/^TEST(_F|_P)?\(//; s/, */ /')
[ "${#known[@]}" -gt 500 ] || say "only ${#known[@]} tests were found: this script no longer sees them"

# `Suite.Name` and `tests/...` wherever they stand in the text; of `file.md` and `program` it knows nothing.
# shellcheck disable=SC2016  # backticks of the text
while IFS= read -r word; do
  case "$word" in
    tests/*) [ -e "$word" ] || say "SECURITY.md names $word, which does not exist" ;;
    [A-Z]*.[A-Z*]*) [ -n "${known[$word]+there}" ] || say "SECURITY.md names the test $word, which does not exist" ;;
  esac
done < <(grep -oE '`[A-Za-z0-9_./*-]+`' SECURITY.md | tr -d '`' | sort -u)

rows=0
while IFS= read -r row; do
  rows=$((rows + 1))
  cell=$(echo "$row" | awk -F'|' '{ print $5 }')
  case "$cell" in
    *'`'*.*'`'* | " no test: "*) ;;
    *) say "nothing proves:$(echo "$row" | cut -d'|' -f2)" ;;
  esac
done < <(awk '/^\| attacker /{ inside = 1; getline; next } inside && !/^\|/{ exit } inside' SECURITY.md)
[ "$rows" -ge 15 ] || say "the table of threats has $rows rows"
exit $failed
