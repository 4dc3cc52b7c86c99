#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# soak.sh [OPTION...]: see `figures.py --help`. Needs a release build: packaging/run.sh or packaging/test.sh release.
exec /usr/bin/python3 "$(dirname "${BASH_SOURCE[0]}")/figures.py" soak "$@"
