// SPDX-License-Identifier: Apache-2.0
// An answer as bytes of a fixed size. Pure functions; any thread.
#pragma once

#include <cstddef>

#include "content/model/answer.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

inline constexpr std::size_t kAnswerBytes = 8'144;

// Fails where there is no step, a text is none, or it is too long for its entry.
Result<LockedBytes> encode_answer(const Answer& answer);

// Fails on whatever encode_answer would not have written.
Result<Answer> decode_answer(Bytes bytes);

}  // namespace crier
