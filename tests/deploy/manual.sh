#!/usr/bin/env bash
# Every command and option that a program's --help names is in its manual page, and the pages set without a warning.
# Usage: manual.sh SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
cd "$1"
bin=$2/bin
for program in pillarbox pillarbox-server pillarbox-kiosk pillarbox-inbox pillarbox-welcome pillarbox-notify pillarbox-scanner; do
  [ -x "$bin/$program" ] || { echo "manual: $program is not built: not checked"; exit 77; }
done
failed=0
say() { echo "manual: $1" >&2; failed=1; }
# A page as plain words.
words() { tr -s '\n' ' ' <"$1"; }
options_of() { grep -oE '(^|[ [|])--[a-z][a-z-]+' | grep -oE -- '--[a-z-]+' | sort -u; }
named() {  # PROGRAM OPTION PAGES...
  local program=$1 option=$2
  shift 2
  cat "$@" | grep -E -- "Fl Fl ${option#--}\b" >/dev/null || say "$1 says nothing of $program $option"
}

deploy/update-manual --check "$2" || failed=1
count=0
while IFS= read -r command; do
  count=$((count + 1))
  grep -qE "^\.It .*Cm (.* , )?$command\b" <(sed '/what deploy\/update-manual writes/,$d' deploy/man/pillarbox.1) ||
    say "deploy/man/pillarbox.1 does not describe: $command"
done < <("$bin/pillarbox" --help | sed -nE 's/^  ([a-z]+( [a-z-]+)?) +[A-Z].*/\1/p')
[ "$count" -ge 60 ] || say "only $count commands of pillarbox were found"

count=0
while IFS= read -r line; do
  first=${line% *}
  [ "$first" != "$line" ] || first=
  for word in $(tr '|' ' ' <<<"${line##* }"); do
    command="${first:+$first }$word"
    count=$((count + 1))
    grep -q "^\.It Cm $command\b" deploy/man/pillarbox-server.1 || say "deploy/man/pillarbox-server.1 does not describe: $command"
    read -r -a parts <<<"$command"
    while IFS= read -r option; do named "pillarbox-server $command" "$option" deploy/man/pillarbox-server.1; done < <(
      "$bin/pillarbox-server" "${parts[@]}" --help | options_of)
  done
done < <("$bin/pillarbox-server" --help | sed -nE 's/^  pillarbox-server ([a-z]+( [a-z|]+)?) .*/\1/p')
[ "$count" -ge 10 ] || say "only $count commands of pillarbox-server were found"

for program in pillarbox-kiosk pillarbox-inbox pillarbox-welcome pillarbox-notify pillarbox-scanner; do
  page=deploy/man/$program.1
  pages=("$page")
  # What says that its options are the kiosk's has them there.
  if words "$page" | grep 'options are those of .Xr pillarbox-kiosk 1' >/dev/null; then pages+=(deploy/man/pillarbox-kiosk.1); fi
  while IFS= read -r option; do named "$program" "$option" "${pages[@]}"; done < <({ "$bin/$program" --help 2>&1 || true; } | options_of)
done
while IFS= read -r command; do
  grep -q "^\.It Cm $command\b" deploy/man/pillarbox-terminal.8 || say "deploy/man/pillarbox-terminal.8 does not describe: $command"
done < <(deploy/terminal/pillarbox-terminal --help | sed -nE 's/^  pillarbox-terminal ([a-z-]+).*/\1/p')

for page in deploy/man/pillarbox*; do
  if command -v mandoc >/dev/null; then mandoc -T lint -W warning "$page" || say "$page: mandoc"; fi
  if command -v man >/dev/null && command -v groff >/dev/null; then
    found=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l "$page" 2>&1 >/dev/null) || true
    [ -z "$found" ] || say "$page: $found"
  fi
done
exit $failed
