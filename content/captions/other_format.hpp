// SPDX-License-Identifier: Apache-2.0
// refuse_other_format: says what a file is that is not the captions its name promises. Internal to
// content/captions.
#pragma once

#include <string_view>

#include "config/result.hpp"
#include "content/captions/caption_track.hpp"

namespace crier {

// "what it is; what to do".
tl::unexpected<Error> refuse_other_format(std::string_view utf8, CaptionFormat promised);

}  // namespace crier
