// SPDX-License-Identifier: Apache-2.0
// The sentences that the kiosk says of itself, in each language it speaks. Pure; any thread.
#pragma once

#include <string_view>

#include "kiosk/voice/utterances.hpp"

namespace crier {

enum class Prompt {
  welcome,      // on the first panel
  keys,         // how the pad's keys work
  still_there,  // before a visit ends by itself
  extended,     // the answer to it
  speech_on,    // reading aloud was chosen
  speech_off,
  is_private,        // what was typed is not said on the loudspeaker
  receipt_withheld,  // nor the receipt, and what to do about it
  limit_reached,     // the field is full
};

inline constexpr int kPrompts = 9;

Utterance prompt(Prompt prompt, SpokenLanguage language);

}  // namespace crier
