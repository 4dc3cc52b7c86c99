#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# fleet_test.sh [OPTION...]: installs the servers, then runs fleet_test.py; see `fleet_test.py --help`. Nothing else needs them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
servers=(ceph-common ceph-mon ceph-osd radosgw nginx-light mosquitto openssl dosfstools)
missing=()
for package in "${servers[@]}"; do
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi
exec /usr/bin/python3 "$here/fleet_test.py" "$@"
