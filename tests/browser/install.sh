#!/usr/bin/env bash
# Installs what the browser tests need: their packages, and Debian's chromium and Java if there are none.
set -euo pipefail
cd "$(dirname "$0")"

has_browser() {
    [ -n "${CHROMIUM:-}" ] && return 0
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && return 0
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]
}

# Installs one of Debian's packages.
install() {
    if ! command -v apt-get >/dev/null; then
        echo "$1 is not found, and no apt-get to install it with; install one$2" >&2
        exit 1
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get)
    # The lists of packages may be missing or old.
    "${apt[@]}" install -y --no-install-recommends "$1" ||
        { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$1"; }
}

has_browser || install chromium ", or set CHROMIUM"
# The Nu HTML checker is a Java program.
command -v java >/dev/null || install default-jre-headless ""
# playwright-core brings no browser of its own.
npm ci --no-audit --no-fund
