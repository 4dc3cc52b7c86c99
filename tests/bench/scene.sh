#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# scene.sh [FIGURE]: see `scene.py --help`; all of them where none is named. Needs a release build.
exec /usr/bin/python3 "$(dirname "${BASH_SOURCE[0]}")/scene.py" "${1:-all}"
