#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# odd_files.sh: see odd_files.py. Needs the asan build: packaging/test.sh asan.
exec /usr/bin/python3 "$(dirname "${BASH_SOURCE[0]}")/odd_files.py" "$@"
