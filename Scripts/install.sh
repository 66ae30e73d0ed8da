#!/bin/sh
# Installs the Debian packages that are missing; does nothing where all are there.
set -eu

needed="libxlsxwriter-dev zlib1g-dev pkg-config libsodium-dev libyajl-dev libcurl4-openssl-dev openssl python3-venv jq"
# LibreOffice recalculates the workbook and minisign checks signatures in the tests; what is missing is skipped.
optional="libreoffice-calc minisign"

missing=""
for package in $needed $optional; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" \
    || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if ! command -v apt-get > /dev/null; then
  echo "install:$missing (this script knows apt-get only)" >&2
  pkg-config --exists xlsxwriter libsodium yajl libcurl && exit 0
  exit 1
fi

root=""
[ "$(id -u)" -eq 0 ] || root="sudo"
echo "installing:$missing"
$root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing > /dev/null
