#!/usr/bin/env bash
# What the packages' scripts do to a machine, run as dpkg runs them, on this machine's /etc and /var in copies of their
# own: users and folders are made once however often, an upgrade that is broken off harms nothing, and purging leaves
# what people posted. (tests/long/packages does it with whole packages in a clean Debian.) Usage: packages.sh SOURCE_FOLDER
set -euo pipefail
deploy=$(readlink -f "$1")/deploy
[ "$(id -u)" = 0 ] || { echo "packages: only as root"; exit 77; }
for tool in adduser runuser unshare; do command -v "$tool" >/dev/null || { echo "packages: $tool is not installed"; exit 77; }; done
if [ "${PILLARBOX_APART:-}" != yes ]; then
  unshare --mount --propagation private true 2>/dev/null || { echo "packages: no mounts of its own here"; exit 77; }
  PILLARBOX_APART=yes exec unshare --mount --propagation private "$0" "$@"
fi
failed=0
say() { echo "packages: $1" >&2; failed=1; }
work=$(mktemp -d)
trap 'umount -R /etc /var /run 2>/dev/null || true; rm -rf "$work"' EXIT
cp -a /etc "$work/etc"
mount --bind "$work/etc" /etc
mount -t tmpfs none /var
mount -t tmpfs none /run
mkdir -p /var/lib /var/cache /var/log /var/mail
for user in pillarbox pillarbox-inbox pillarbox-server; do
  if getent passwd "$user" >/dev/null; then deluser --quiet "$user"; fi
  if getent group "$user" >/dev/null; then delgroup --quiet "$user"; fi
done

# The script of a package with the arguments dpkg gives it; its helpers are those of this folder.
script() {  # PACKAGE SCRIPT ARGUMENTS...
  local name=$work/$1.$2 from=$deploy/packaging/$1/$2
  sed "s|/usr/lib/pillarbox/server|$deploy/server|g; s|/usr/lib/pillarbox|$deploy/terminal|g" "$from" >"$name"
  chmod +x "$name"
  shift 2
  "$name" "$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; say "$(basename "$name") $* fails"; }
}
# All that the scripts may make: users, groups, folders and who may do what in them.
state() {
  getent passwd pillarbox pillarbox-inbox pillarbox-server || true
  getent group pillarbox pillarbox-inbox pillarbox-server video render || true
  find /var/lib /var/cache /etc/pillarbox -printf '%p %U %G %m\n' 2>/dev/null | sort
}

for package in pillarbox-kiosk pillarbox-server; do script "$package" postinst configure; done
first=$(state)
[ "$(stat -c '%U %G %a' /var/lib/pillarbox)" = "pillarbox pillarbox 2770" ] || say "the terminal's folder is $(stat -c '%U %G %a' /var/lib/pillarbox)"
[ "$(stat -c '%U %G %a' /var/lib/pillarbox-server)" = "pillarbox-server pillarbox-server 700" ] || say "the server's folder is open"
[ "$(id -gn pillarbox-inbox)" = pillarbox ] || say "the inbox does not share the folder"
id -nG pillarbox-server | tr ' ' '\n' | grep -qx pillarbox && say "the server shares the terminal's folder"
for user in pillarbox pillarbox-inbox pillarbox-server; do
  [ "$(getent passwd "$user" | cut -d: -f7)" = /usr/sbin/nologin ] || say "$user has a shell"
done

for package in pillarbox-kiosk pillarbox-server; do
  script "$package" postinst configure 0.1.0-1
  script "$package" postinst configure 0.1.0-1
done
[ "$(state)" = "$first" ] || { diff <(echo "$first") <(state) >&2 || true; say "installing again changes something"; }

# What an older version kept for one user is both's afterwards; what is the technician's stays as it is.
as() { local user=$1; shift; runuser -u "$user" -- "$@"; }
as pillarbox sh -c 'umask 077; mkdir /var/lib/pillarbox/keys; echo invented >/var/lib/pillarbox/keys/one.age; echo invented >/var/lib/pillarbox/pillarbox.db'
chmod 0755 /var/lib/pillarbox
chmod 0750 /var/lib/pillarbox-server
as pillarbox-inbox cat /var/lib/pillarbox/keys/one.age >/dev/null 2>&1 && say "the older folder is shared already"
script pillarbox-kiosk postinst configure 0.1.0-1
as pillarbox-inbox sh -c 'echo more >>/var/lib/pillarbox/keys/one.age' || say "the inbox's user may not write a key file"
as pillarbox-server cat /var/lib/pillarbox/pillarbox.db >/dev/null 2>&1 && say "the server's user reads the terminal's folder"
script pillarbox-server postinst configure 0.1.0-1
[ "$(stat -c %a /var/lib/pillarbox-server)" = 750 ] || say "what was set on the server's folder is undone"

# An upgrade that stops half way, and a removal that is taken back.
before=$(state)
for package in pillarbox-kiosk pillarbox-server; do
  script "$package" prerm upgrade 0.1.0-2
  script "$package" postrm upgrade 0.1.0-2
  script "$package" postinst abort-upgrade 0.1.0-2
  script "$package" prerm failed-upgrade 0.1.0-1
  script "$package" postrm abort-upgrade 0.1.0-1
  script "$package" postrm disappear other 0.1.0-1
  script "$package" postinst abort-remove
done
[ "$(state)" = "$before" ] || { diff <(echo "$before") <(state) >&2 || true; say "an upgrade that was broken off changes something"; }

# The words of a removal, twice, because the second time nothing is there any more.
as pillarbox-inbox mkdir -p /var/lib/pillarbox/own
install -d -o pillarbox-inbox -g pillarbox -m 0700 /var/cache/pillarbox-inbox
for _ in once again; do
  for package in pillarbox-kiosk pillarbox-server; do
    script "$package" prerm remove
    script "$package" postrm remove
    script "$package" postrm purge
  done
done
for kept in /var/lib/pillarbox/pillarbox.db /var/lib/pillarbox/keys/one.age /var/lib/pillarbox-server; do
  [ -e "$kept" ] || say "$kept was purged"
done
[ ! -e /var/cache/pillarbox-inbox ] || say "the inbox's cache stays"
getent passwd pillarbox >/dev/null || say "files without an owner stay behind"
# And back again: the same users find what was theirs.
for package in pillarbox-kiosk pillarbox-server; do script "$package" postinst configure; done
as pillarbox-inbox cat /var/lib/pillarbox/keys/one.age >/dev/null || say "after coming back the folder is not theirs"
exit $failed
