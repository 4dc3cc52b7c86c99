#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh [--kiosk] [CRIER-PLAYER ARGUMENT...]: installs what is missing, builds, makes the sample office and plays it full
# screen, with --kiosk as a kiosk. Arguments are passed on; a PATH among them is played instead of the sample office.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
top=$(dirname "$here")
build="$top/build/release"
office="$top/build/sample-office"
program=crier-player
if [ "${1:-}" = --kiosk ]; then
  program=crier-kiosk
  shift
fi
player="$build/bin/$program"

# What has a value after it, so that the value is not taken for a PATH.
takes_value=" --config --screen --window --display --at --for --stats --record --frames "
path_given=no
screen_given=no
headless=no
previous=""
for argument in "$@"; do
  case "$argument" in
    --headless) headless=yes ;;
    --config|--config=*) path_given=yes; screen_given=yes ;;
    --screen|--screen=*) screen_given=yes ;;
    --help|-h) headless=yes ;;
    -*) ;;
    *) [[ "$takes_value" == *" $previous "* ]] || path_given=yes ;;
  esac
  previous=$argument
done

if [ "$headless" = no ] && [ -z "${DISPLAY:-}" ] && [ -z "${WAYLAND_DISPLAY:-}" ] && [ -z "${SDL_VIDEODRIVER:-}" ]; then
  cat >&2 <<'TEXT'
run.sh: there is no display here. Two ways on:
  xvfb-run -a -s "-screen 0 1920x1080x24" packaging/run.sh     a virtual screen, to try it anywhere
  SDL_VIDEODRIVER=kmsdrm packaging/run.sh                      a bare screen, without a desktop
or play without a picture: packaging/run.sh --headless
TEXT
  exit 1
fi

stamp="$build/.built-$program"
if [ ! -x "$player" ] || [ ! -f "$stamp" ] ||
   [ -n "$(find "$top/config" "$top/content" "$top/player" "$top/kiosk" "$top/CMakeLists.txt" "$here/cmake" "$here/packages.txt" -newer "$stamp" -type f -print -quit)" ]; then
  "$here/setup.sh"
  [ -f "$build/build.ninja" ] || cmake --preset release -S "$top" -DBUILD_TESTING=OFF >/dev/null
  cmake --build "$build" --target "$program" crier >&2
  touch "$stamp"
fi

arguments=("$@")
if [ "$path_given" = no ]; then
  if [ ! -f "$office/.complete" ] || [ -n "$(find "$here/sample_office" -newer "$office/.complete" -name '*.py' -print -quit)" ]; then
    "$here/setup.sh"
    echo "Making the sample office ..." >&2
    /usr/bin/python3 "$here/sample_office/make.py" "$office" >&2
    touch "$office/.complete"
  fi
  arguments=("$office" "$@")
  if [ "$program" = crier-kiosk ]; then
    # Its reports wait in one folder and go to the other.
    mkdir -p "$top/build/sample-store"
    printf 'content = "%s"\n[kiosk]\noutbox = "sample-outbox"\nstore = "file://%s"\n' "$office" "$top/build/sample-store" >"$top/build/sample-kiosk.toml"
    arguments=(--config "$top/build/sample-kiosk.toml" "$@")
  fi
  [ "$screen_given" = yes ] || arguments+=(--screen T1-hall-01)
fi
exec "$player" "${arguments[@]}"
