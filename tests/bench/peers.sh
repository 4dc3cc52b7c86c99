#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# peers.sh [OPTION...]: installs the rival players, then measures them beside crier-player; see `peers.py --help`.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rivals=(mpv vlc-bin vlc-plugin-base vlc-plugin-video-output ffmpeg gstreamer1.0-plugins-base-apps gstreamer1.0-plugins-base
  gstreamer1.0-plugins-good gstreamer1.0-libav gstreamer1.0-x gstreamer1.0-pulseaudio)
missing=()
for package in "${rivals[@]}"; do
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi
exec /usr/bin/python3 "$here/peers.py" --seams "$@"
