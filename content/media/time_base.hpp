// SPDX-License-Identifier: Apache-2.0
// Our unit of time as FFmpeg writes one. Included by .cpp files only.
#pragma once

extern "C" {
#include <libavutil/rational.h>
}

namespace crier {

inline constexpr AVRational kNanosecondBase{1, 1'000'000'000};

}  // namespace crier
