#!/usr/bin/env bash
# What a program can do is what it links: the kiosk and the server must not contain the code that opens age files.
# Usage: linkage.sh SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
bin=$2/bin
failed=0
for program in pillarbox-kiosk pillarbox-welcome pillarbox-notify pillarbox-server; do
  [ -x "$bin/$program" ] || { echo "linkage: $program is not built" >&2; failed=1; continue; }
  if nm -C "$bin/$program" | grep -q 'pillarbox::open::'; then
    echo "linkage: $program links the room that opens sealed files" >&2
    failed=1
  fi
  if nm -D "$bin/$program" | grep -q 'crypto_pwhash_scryptsalsa208sha256'; then
    echo "linkage: $program can derive keys from passphrases" >&2
    failed=1
  fi
done
needs() { readelf -d "$bin/$1" | grep NEEDED | grep -qE "$2"; }
# Pictures are decoded in one program, and that one can neither send nor keep anything.
for program in pillarbox-kiosk pillarbox-welcome pillarbox-inbox pillarbox pillarbox-server; do
  if [ -x "$bin/$program" ] && needs "$program" 'libopencv|libpoppler|libturbojpeg|libtiff|libwebp'; then
    echo "linkage: $program can decode pictures, which belongs in pillarbox-scanner" >&2; failed=1
  fi
done
if needs pillarbox-scanner 'libcurl|libssl|libsqlite3|libSDL'; then
  echo "linkage: pillarbox-scanner links the network or the store" >&2; failed=1
fi
for program in pillarbox-kiosk pillarbox-welcome pillarbox-inbox pillarbox-notify pillarbox pillarbox-server pillarbox-scanner; do
  [ -x "$bin/$program" ] || { echo "linkage: $program is not built" >&2; failed=1; continue; }
  readelf -h "$bin/$program" | grep -q 'DYN' || { echo "linkage: $program is not position independent" >&2; failed=1; }
  readelf -d "$bin/$program" | grep -q 'BIND_NOW\|NOW' || { echo "linkage: $program is not bound at start" >&2; failed=1; }
  readelf -lW "$bin/$program" | grep -q 'GNU_RELRO' || { echo "linkage: $program has no RELRO" >&2; failed=1; }
  if readelf -lW "$bin/$program" | grep 'GNU_STACK' | grep -q 'RWE'; then
    echo "linkage: $program has an executable stack" >&2; failed=1
  fi
done
exit $failed
