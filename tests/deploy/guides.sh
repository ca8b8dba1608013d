#!/usr/bin/env bash
# Every command of ours in the guides is one that the programs know, with options they know; the DSL's guide is one page.
# Usage: guides.sh SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
cd "$1/deploy/guides"
bin=$2/bin
for program in pillarbox pillarbox-server; do
  [ -x "$bin/$program" ] || { echo "guides: $program is not built: not checked"; exit 77; }
done
failed=0
say() { echo "guides: $1" >&2; failed=1; }
count=0
for guide in *.md; do
  while IFS= read -r line; do
    line=${line#runuser -u pillarbox* -- }
    read -r -a words < <(echo "$line" | tr -d '"')
    program=${words[0]}
    case "$program" in
      pillarbox | pillarbox-server) ;;
      pillarbox-terminal)
        ../terminal/pillarbox-terminal --help | grep "pillarbox-terminal ${words[1]}\b" >/dev/null || say "$guide: $line"
        count=$((count + 1))
        continue ;;
      *) continue ;;
    esac
    count=$((count + 1))
    # The longest run of plain words that has a help of its own is the command.
    help=
    for many in 2 1; do
      if help=$("$bin/$program" "${words[@]:1:$many}" --help 2>/dev/null) && [ -n "$help" ]; then break; fi
      help=
    done
    [ -n "$help" ] || { say "$guide: there is no such command: $line"; continue; }
    for word in "${words[@]}"; do
      case "$word" in -*) grep -q -- "$word\b" <<<"$help" || say "$guide: $word is no option of: $line" ;; esac
    done
  done < <(awk '/^```sh/ { inside = 1; next } /^```/ { inside = 0 } inside' "$guide")
done
[ "$count" -ge 20 ] || say "only $count commands were found"
# About 55 lines of 100 letters go on a page in 10 point.
lines=$(fold -s -w 105 dsl.md | wc -l)
[ "$lines" -le 60 ] || say "dsl.md has $lines lines and is no longer one page"
# Plain words: nothing that a DSL would have to look up.
grep -nwiE 'SQLite|database|daemon|CLI|API|TLS|hash' dsl.md && say "dsl.md has a word for technicians"
exit $failed
