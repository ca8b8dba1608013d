#!/usr/bin/env bash
# The terminal's firewall: rules that nftables takes, which let out the named servers and nothing else.
# Usage: firewall.sh SOURCE_FOLDER
set -euo pipefail
cd "$1/deploy/terminal"
failed=0
say() { echo "firewall: $1" >&2; failed=1; }
rules=$(mktemp)
trap 'rm -f "$rules"' EXIT
env SERVERS="10.1.2.3 fd00::7 localhost" SERVER_PORTS="8443" NAME_SERVERS=10.1.0.1 TIME_SERVERS=10.1.0.2 UPDATE_SERVERS=10.1.0.3 MAIL_SERVERS=10.1.0.4 \
  ./firewall print >"$rules"
expect() { grep -qF "$1" "$rules" || say "missing: $1"; }
expect 'ip daddr { 10.1.2.3, 127.0.0.1 } tcp dport { 8443 } accept'
expect 'fd00::7'
expect 'ip daddr { 10.1.0.1 } meta l4proto { tcp, udp } th dport 53 accept'
expect 'ip daddr { 10.1.0.2 } udp dport 123 accept'
expect 'ip daddr { 10.1.0.4 } tcp dport { 465, 587 } accept'
expect 'ip daddr { 10.1.0.3 } tcp dport { 80, 443 } accept'
[ "$(grep -c 'policy drop' "$rules")" = 3 ] || say "a chain does not drop what it does not know"
# Nobody named, nobody let out.
env SERVERS= PILLARBOX_SERVERS_FILE=/nonexistent NAME_SERVERS=127.0.0.1 UPDATE_SERVERS= ./firewall print >"$rules.none"
grep -q 'tcp dport' "$rules.none" && say "without a server something is let out"
rm -f "$rules.none"
# A name that cannot be found leaves the rest in force.
env SERVERS="nowhere.invalid 10.1.2.3" NAME_SERVERS=10.1.0.1 UPDATE_SERVERS= ./firewall print |
  grep -F '{ 10.1.2.3 } tcp' >/dev/null || say "one wrong name takes the others with it"
if command -v nft >/dev/null && [ "$(id -u)" = 0 ]; then
  nft -c -f "$rules" || say "nftables does not take the rules"
else
  echo "firewall: nft is not here or we are not root: the rules were not tried"
fi
exit $failed
