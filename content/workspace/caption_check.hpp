// SPDX-License-Identifier: Apache-2.0
// check_captions: the mistakes in the caption files beside an office's films. Reads them all and blocks on
// the disk, so that it is for who checks, not for who plays.
#pragma once

#include "config/diagnostic.hpp"
#include "content/model/office.hpp"

namespace crier {

// Adds a warning, with line and remedy, for every cue that does not show as written and every file that
// cannot be read, is empty or runs past its film.
void check_captions(const Office& office, Diagnostics& diagnostics);

}  // namespace crier
