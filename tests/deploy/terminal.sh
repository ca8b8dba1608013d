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
