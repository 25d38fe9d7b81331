#!/usr/bin/env bash
# What the browser tests need, and pip cannot bring: Chromium with its driver, a reader of PDF, and axe-core.
#
# Run once before `pytest -m browser`; what is there already is not installed again.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/tests/browser
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v chromedriver >/dev/null || missing+=(chromium-driver)
command -v pdftotext >/dev/null || missing+=(poppler-utils)
command -v npm >/dev/null || missing+=(npm)
if [ "${#missing[@]}" -gt 0 ]; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-liberation
fi

if [ ! -f "$here/node_modules/axe-core/axe.min.js" ]; then
  npm install --prefix "$here" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts axe-core@4
fi
