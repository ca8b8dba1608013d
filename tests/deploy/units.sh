#!/usr/bin/env bash
# Every systemd unit is right as systemd reads it, and closed: an exposure of 2.0 at most. Usage: units.sh SOURCE_FOLDER
set -euo pipefail
cd "$1/deploy"
command -v systemd-analyze >/dev/null || { echo "units: systemd is not installed"; exit 77; }
failed=0
say() { echo "units: $1" >&2; failed=1; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
# An installed system as far as units see it.
mkdir -p "$root/lib/systemd/system" "$root/bin" "$root/usr/bin" "$root/usr/lib/pillarbox/server"
cp units/* "$root/lib/systemd/system/"
cp terminal/session terminal/firewall terminal/backup "$root/usr/lib/pillarbox/"
cp server/backup "$root/usr/lib/pillarbox/server/"
printf '#!/bin/sh\n' >"$root/usr/bin/pillarbox-server"
cp "$root/usr/bin/pillarbox-server" "$root/bin/kill"
cp "$root/usr/bin/pillarbox-server" "$root/usr/bin/pillarbox-inbox"
chmod +x "$root"/usr/bin/pillarbox-* "$root/bin/kill"
for unit in units/*; do
  name=$(basename "$unit")
  # Other packages' units are not in this folder; ours are what is looked at.
  said=$(systemd-analyze verify --man=no --recursive-errors=no --root="$root" "$root/lib/systemd/system/$name" 2>&1 | grep "$name" |
    grep -v "Failed to add dependency\|not found" || true)
  [ -z "$said" ] || say "$said"
done
for unit in units/*.service; do
  line=$(systemd-analyze security --offline=true "$unit" 2>/dev/null | grep 'Overall exposure level' || true)
  level=$(echo "$line" | sed -n 's/.*: \([0-9.]*\) .*/\1/p')
  awk -v level="${level:-10}" 'BEGIN { exit !(level <= 2.0) }' || say "$unit has an exposure of ${level:-unknown}"
  grep -q '^NoNewPrivileges=yes' "$unit" || say "$unit may gain privileges"
  echo "$(basename "$unit") $level"
done
# The inbox of a terminal: a user of its own, asked for by the screen's user only, and by no other way.
setting() { sed -n "s/^$2=//p" "units/$1" | tr '\n' ' ' | sed 's/ $//'; }
inbox=pillarbox-inbox@.service
[ "$(setting "$inbox" User)" = pillarbox-inbox ] || say "the inbox is $(setting "$inbox" User)"
[ "$(setting pillarbox-kiosk.service User)" = pillarbox ] || say "the screen is $(setting pillarbox-kiosk.service User)"
[ "$(setting pillarbox-inbox.socket SocketUser) $(setting pillarbox-inbox.socket SocketGroup) $(setting pillarbox-inbox.socket SocketMode)" = "root pillarbox 0660" ] ||
  say "others may ask for the inbox"
listens=$(setting pillarbox-inbox.socket ListenSequentialPacket)
grep -qx "Environment=PILLARBOX_INBOX_SOCKET=$listens" units/pillarbox-kiosk.service || say "the screen does not ask at $listens"
[ "$(setting pillarbox-kiosk.service StateDirectoryMode)" = 2770 ] || say "the data folder is not shared"
[ "$(setting pillarbox-backup.service StateDirectoryMode)" = 2770 ] || say "a backup takes the data folder from the inbox"
# What libraries keep (shaders, fonts) and papers to print lie in no folder that the two share, and nobody but the inbox
# sees its own.
for word in $(setting "$inbox" Environment); do
  case "$word" in
    HOME=* | XDG_*_HOME=* | XDG_RUNTIME_DIR=* | PILLARBOX_PAPERS=*)
      path=${word#*=}
      case "$path/" in /var/lib/pillarbox/*) say "the inbox keeps $word in the data folder" ;; esac
      case "$(basename "$path") $(setting "$inbox" StateDirectoryMode)$(setting "$inbox" CacheDirectoryMode)$(setting "$inbox" RuntimeDirectoryMode)" in
        "pillarbox-inbox 070007000700") ;;
        *) say "others may look into $path" ;;
      esac
      ;;
  esac
done
for name in HOME XDG_CACHE_HOME XDG_RUNTIME_DIR PILLARBOX_PAPERS; do
  setting "$inbox" Environment | tr ' ' '\n' | grep -q "^$name=/" || say "the inbox has no $name"
done
# shellcheck disable=SC2016  # as it stands in the script
grep -q '^    HOME=\${XDG_RUNTIME_DIR:-/tmp}$' terminal/session || say "the screen's home is not its session's folder"
for closed in /var/lib/pillarbox-inbox /var/cache/pillarbox-inbox /var/lib/pillarbox-server; do
  setting pillarbox-kiosk.service InaccessiblePaths | tr ' ' '\n' | grep -qx -- "-$closed" || say "the screen's user sees $closed"
done
setting pillarbox-kiosk.service Wants | grep -qw pillarbox-inbox.socket || say "nobody listens for the screen"
exit $failed
