#!/usr/bin/env bash
# Who may include whom (ARCHITECTURE.md). Usage: includes.sh SOURCE_FOLDER
set -euo pipefail
cd "$1"
failed=0
say() { echo "includes: $1" >&2; failed=1; }

# room → the rooms it may include, besides itself
declare -A may=(
  [shared/base]=""
  [shared/record]="shared/base"
  [shared/casework]="shared/base shared/record"
  [shared/search]="shared/base shared/record shared/casework"
  [shared/writing]="shared/base shared/record"
  [shared/seal]="shared/base shared/record"
  [shared/open]="shared/base shared/record shared/seal"
  [shared/store]="shared/base shared/record"
  [shared/alert]="shared/base shared/record"
  [shared/wire]="shared/base shared/record shared/seal"
  [scanner/frame]="shared/base"
  [scanner/badge]="shared/base shared/record"
  [scanner/form]="shared/base shared/record"
  [scanner/page]="shared/base shared/record scanner/frame scanner/form scanner/badge"
  [scanner/protocol]="shared/base shared/record"
  [scanner/session]="shared/base shared/record"
  [kiosk/process]="shared/base"
  [kiosk/camera]="shared/base shared/record scanner/form scanner/protocol kiosk/process"
  [kiosk/ui]="shared/base"
  [kiosk/platform]="shared/base kiosk/ui"
  [kiosk/post]="shared/base shared/record shared/writing kiosk/ui"
  [kiosk/welcome]="shared/base kiosk/ui"
  [kiosk/inbox]="shared/base shared/record shared/casework shared/search shared/writing kiosk/ui shared/open shared/seal"
  [kiosk/office]="shared/alert shared/base shared/record shared/seal shared/store shared/wire"
  [kiosk/notify]="shared/alert shared/base shared/record shared/store kiosk/office"
  [kiosk/softkey]="shared/base shared/seal"
  [kiosk/desk]="shared/alert kiosk/softkey shared/base shared/record shared/casework shared/writing shared/seal shared/open shared/store shared/wire scanner/badge scanner/form scanner/protocol kiosk/office kiosk/camera"
  [kiosk/report]="shared/base shared/record shared/casework shared/writing kiosk/desk"
  [kiosk/command]="kiosk/report shared/alert shared/base shared/record shared/casework shared/writing shared/seal shared/open shared/store shared/wire kiosk/office kiosk/desk kiosk/camera scanner/form scanner/protocol"
  [server]="shared/alert shared/base shared/record shared/seal shared/wire"
)
while IFS= read -r file; do
  case "$file" in
    */main.cpp|*_main.cpp|*_main.h) continue ;;  # only a program's main sees everything
    server/*) room=server ;;
    *) room=$(dirname "$file") ;;
  esac
  [ -n "${may[$room]+known}" ] || { say "$file is in a room that tests/lint/includes.sh does not know"; continue; }
  while IFS= read -r included; do
    case "$included" in server/*) other=server ;; *) other=$(dirname "$included") ;; esac
    [ "$other" = "$room" ] && continue
    case " ${may[$room]} " in *" $other "*) ;; *) say "$file may not include $included" ;; esac
  done < <(sed -nE 's/^[[:space:]]*#[[:space:]]*include "([^"]+)".*/\1/p' "$file")
done < <(find shared scanner kiosk server -name '*.h' -o -name '*.cpp' | sort)

# library header → the only folders that may include it
only() {
  local header=$1; shift
  local allowed
  allowed=$(printf '%s\n' "$@")
  while IFS= read -r file; do
    local fine=0
    for folder in $allowed; do case "$file" in "$folder"/*) fine=1 ;; esac; done
    [ $fine = 1 ] || say "$file may not include <$header>"
  done < <(grep -rlE "#[[:space:]]*include [<\"]([^>\"]*/)?$header" shared scanner kiosk server || true)
}
only 'imgui[a-z_]*\.h' kiosk/ui kiosk/platform
only 'SDL[A-Za-z_]*\.h' kiosk/platform
only 'sqlite3\.h' shared/store shared/search server/sql
only 'libpq-fe\.h' server/sql
only 'sodium\.h' shared/base shared/seal shared/open
only 'openssl' shared/base server
only 'curl\.h' kiosk/office shared/alert
only 'zxing' scanner
only 'ZXing' scanner
only 'opencv2' scanner/frame scanner/badge scanner/page
only 'poppler' scanner/frame
only 'turbojpeg' scanner/frame
only 'tiffio' scanner/frame
only 'webp' scanner/frame
only 'seccomp\.h' scanner server
only 'hunspell' shared/writing
only 'winscard\.h' kiosk/platform
only 'espeak-ng' kiosk/platform
only 'libxml' kiosk/desk
only 'tss2' kiosk/softkey
only 'systemd/' kiosk/notify
if grep -rlE 'nlohmann/json\.hpp' shared scanner kiosk server --include='*.h' | grep -vE '^shared/record/json_fields\.h$'; then
  say "nlohmann/json belongs in .cpp files"
fi
exit $failed
