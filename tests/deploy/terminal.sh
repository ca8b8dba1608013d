#!/usr/bin/env bash
# pillarbox-terminal and the session in a folder instead of a machine: locking, unlocking, settings that make no sense,
# and every set of options a technician can choose taken by the programs. Usage: terminal.sh SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
deploy=$1/deploy
failed=0
say() { echo "terminal: $1" >&2; failed=1; }
[ "$(id -u)" = 0 ] || { echo "terminal: only as root"; exit 77; }
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/etc/pillarbox" "$root/etc/udev/rules.d" "$root/etc/systemd/system" "$root/lib/systemd/system" "$root/data"
cp "$deploy"/units/* "$root/lib/systemd/system/"
cp "$deploy/etc/terminal.conf" "$root/etc/pillarbox/"
for unit in graphical.target multi-user.target; do printf '[Unit]\n' >"$root/lib/systemd/system/$unit"; done
export PILLARBOX_ROOT=$root PILLARBOX_TEMPLATES=$deploy/terminal/locked PILLARBOX_DATA=$root/data PILLARBOX_HELPERS=$deploy/terminal
terminal=$deploy/terminal/pillarbox-terminal

"$terminal" lock >/dev/null 2>"$root/said" || { cat "$root/said" >&2; say "it cannot be locked"; }
"$terminal" status | grep '^NOT' && say "not everything is locked"
[ "$(readlink "$root/etc/systemd/system/getty@tty1.service")" = /dev/null ] || say "there is another console"
[ "$(readlink "$root/etc/systemd/system/ctrl-alt-del.target")" = /dev/null ] || say "Ctrl-Alt-Del does something"
[ -L "$root/etc/systemd/system/graphical.target.wants/pillarbox-kiosk.service" ] || say "the terminal does not start"
grep -q 'kernel.sysrq = 0' "$root/etc/sysctl.d/80-pillarbox.conf" || say "emergency keys"
grep -q 'install usb-storage /bin/false' "$root/etc/modprobe.d/pillarbox.conf" || say "USB storage"
echo tampered >>"$root/etc/sysctl.d/80-pillarbox.conf"
"$terminal" status | grep '^NOT locked etc/sysctl.d/80-pillarbox.conf' >/dev/null || say "a change is not seen"
"$terminal" unlock >/dev/null 2>&1
"$terminal" status | grep '^locked' && say "not everything is unlocked"
[ ! -e "$root/etc/systemd/system/ctrl-alt-del.target" ] || say "something stays masked"

set_to() { sed -i "s|^$1=.*|$1=$2|" "$root/etc/pillarbox/terminal.conf"; }
set_to TOUCH_MATRIX '"0 1 0 -1 0 1"'
"$terminal" apply
grep -q 'LIBINPUT_CALIBRATION_MATRIX}="0 1 0 -1 0 1"' "$root/etc/udev/rules.d/72-pillarbox-touch.rules" || say "the touch matrix"
# shellcheck disable=SC2016  # what somebody could write there
for wrong in '"1 0 0"' "'1 0 0 0 1 \"; RUN+=x'" ; do
  set_to TOUCH_MATRIX "$wrong"
  "$terminal" apply 2>/dev/null && say "a touch matrix of $wrong is taken"
done
set_to TOUCH_MATRIX ''
"$terminal" apply
[ ! -e "$root/etc/udev/rules.d/72-pillarbox-touch.rules" ] || say "the touch matrix stays"
set_to ROTATION 45
"$terminal" apply 2>/dev/null && say "a rotation of 45 is taken"
set_to ROTATION 90
for url in 'https://pillarbox.school.example:8443 pillarbox.school.example' 'https://10.1.2.3:8443 10.1.2.3' 'https://[fd00::7]:8443 fd00::7' 'https://box.example box.example'; do
  printf 'server.url %s\nserver.ca \n' "${url% *}" >"$root/data/server.conf"
  "$terminal" apply
  [ "$(cat "$root/etc/pillarbox/servers")" = "${url#* }" ] || say "the server of ${url% *} is $(cat "$root/etc/pillarbox/servers")"
done

printf 'server.url https://box.example:9443\n' >"$root/data/server.conf"
"$terminal" apply 2>&1 | grep 'SERVER_PORTS' >/dev/null || say "a port that is not let out is not said"

# The data folder has two users: what a backup puts back, and what an older version left, becomes both's.
data=$root/data
rm -rf "$data"
mkdir -m 0700 "$data" "$data/keys" "$data/backups"
sqlite3 "$data/pillarbox.db" 'CREATE TABLE postings(id); CREATE TABLE chains(closed); INSERT INTO postings VALUES(1);'
for file in device.key keys/one.age backups/old.tar mail.conf mail.password; do echo "invented" >"$data/$file"; done
chmod 0600 "$data"/*.* "$data"/*/*
"$deploy/terminal/share-folder" "$data"
[ "$(stat -c %a "$data/device.key")" = 600 ] || say "a folder of one user is shared"
chmod 2770 "$data"
"$deploy/terminal/share-folder" "$data"
modes() { stat -c '%a' "$data/pillarbox.db" "$data/device.key" "$data/keys" "$data/keys/one.age" | tr '\n' ' '; }
[ "$(modes)" = "660 660 2770 660 " ] || say "shared, the modes are $(modes)"
[ "$(stat -c %a "$data/backups/old.tar")" = 600 ] || say "a backup is shared"
[ "$(stat -c '%a' "$data/mail.conf" "$data/mail.password" | tr '\n' ' ')" = "600 600 " ] || say "the mail password is shared"
PILLARBOX_DATA=$data BACKUP_TO=$root/kept "$deploy/terminal/backup" make "$root/kept.tar" >/dev/null || say "no backup of a shared folder"
tar -tvf "$root/kept.tar" | grep -q '^d[rwx-]*[sS]' && say "a backup keeps who shares the folder"
rm -rf "$data"
mkdir "$data"
chmod 2770 "$data"
PILLARBOX_DATA=$data "$deploy/terminal/backup" restore "$root/kept.tar" >/dev/null || say "a backup is not put back"
[ "$(modes)" = "660 660 2770 660 " ] || say "put back, the modes are $(modes)"
[ "$(cat "$data/keys/one.age")" = invented ] || say "a key file is not put back"
[ ! -e "$data/.others.tar" ] || say "a backup leaves something behind"

# Papers that the inbox made are found and taken out, those of each time apart.
mkdir -p "$root/inbox/pillarbox-papers-to-print/2026-09-01 0900"
echo invented >"$root/inbox/pillarbox-papers-to-print/2026-09-01 0900/key-card.pdf"
export PILLARBOX_PAPERS=$root/inbox
"$terminal" papers | grep '/key-card.pdf$' >/dev/null || say "papers are not found"
"$terminal" papers "$root/to-print" | grep "^$root/to-print/.*/key-card.pdf$" >/dev/null || say "papers are not taken out"
[ -z "$("$terminal" papers)" ] || say "papers stay in the inbox's folder"
[ "$(stat -c '%a %U' "$root/to-print")" = "700 root" ] || say "others may read papers"

# Each looks as it was set: the programs take every option the session gives them.
if [ -x "$2/bin/pillarbox-kiosk" ]; then
  mapfile -t words < <(env LANGUAGE=cy TEXT_SCALE=2 THEME=dark HIGH_CONTRAST=yes LEFT_HANDED=yes REDUCED_MOTION=yes EARPHONE=yes \
    CAMERA_SIZE=3264x2448 CAMERA_ROTATION=90 BADGE_PREFIX='%' BADGE_SUFFIX='?' "$deploy/terminal/session" arguments)
  [ ${#words[@]} -ge 18 ] || say "the session gives ${#words[@]} words only"
  for program in pillarbox-kiosk pillarbox-inbox; do
    "$2/bin/$program" "${words[@]}" --version >/dev/null || say "$program does not take: ${words[*]}"
  done
fi
exit $failed
