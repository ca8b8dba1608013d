#!/usr/bin/env bash
# Scripts, manual pages, the desktop's file and the udev rules, each by its own checker where that is installed.
# Usage: scripts.sh SOURCE_FOLDER
set -euo pipefail
cd "$1"
failed=0
say() { echo "scripts: $1" >&2; failed=1; }
have() { command -v "$1" >/dev/null || { echo "scripts: $1 is not installed: not checked"; return 1; }; }
mapfile -t scripts < <(grep -lE '^#!/(bin/sh|usr/bin/env bash)' deploy/* deploy/*/* deploy/packaging/*/* tests/long/* tests/deploy/* 2>/dev/null | sort -u)
[ ${#scripts[@]} -ge 20 ] || say "only ${#scripts[@]} scripts were found"
for script in "${scripts[@]}"; do
  case "$script" in *.sh) ;; *) [ -x "$script" ] || say "$script cannot be run" ;; esac
done
if have shellcheck; then shellcheck "${scripts[@]}" || say "shellcheck"; fi
if have mandoc; then
  for page in deploy/man/pillarbox-*; do mandoc -T lint -W error "$page" || say "$page"; done
fi
if have desktop-file-validate; then desktop-file-validate deploy/inbox/*.desktop || say "the desktop file"; fi
if udevadm verify --help >/dev/null 2>&1; then
  udevadm verify deploy/terminal/*.rules deploy/terminal/locked/etc/udev/rules.d/*.rules || say "udev rules"
else
  # Debian 12's udevadm has no "verify": at least every line is a rule whose quotes are closed.
  for rules in deploy/terminal/*.rules deploy/terminal/locked/etc/udev/rules.d/*.rules; do
    grep -vE '^(#.*|([A-Z]+(\{[A-Za-z_]+\})?(==|!=|=|\+=)"[^"]*"(, )?)+)$' "$rules" && say "$rules has a line that is no rule"
  done
fi
# What a technician may set is what the session understands.
mapfile -t settings < <(sed -n 's/^\([A-Z_]*\)=.*/\1/p' deploy/etc/terminal.conf)
for setting in "${settings[@]}"; do
  grep -q "\b$setting\b" deploy/terminal/session deploy/terminal/firewall deploy/terminal/backup deploy/terminal/pillarbox-terminal ||
    say "$setting of terminal.conf is used nowhere"
done
exit $failed
