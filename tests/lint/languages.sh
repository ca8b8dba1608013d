#!/usr/bin/env bash
# The words of the screens and assets/languages belong together: a word that is in no catalogue can never be translated.
# Usage: languages.sh SOURCE_FOLDER
set -euo pipefail
cd "$1"
deploy/update-languages --check
for po in assets/languages/*.po; do msgfmt --check --output-file=/dev/null "$po"; done
