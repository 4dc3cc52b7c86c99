// SPDX-License-Identifier: Apache-2.0
// A sentence parted by the voice that can say it: each voice knows one alphabet. Pure functions; any thread.
#pragma once

#include <string_view>
#include <vector>

#include "config/secret_text.hpp"
#include "kiosk/voice/utterances.hpp"

namespace crier {

struct VoiceRun {
  SpokenLanguage language = SpokenLanguage::mandarin;
  SecretText text;
};

// "下载 APP 前，请拨打 96110" is Mandarin but for "APP". Figures and signs go with the language of the visit,
// or with the words around them where these are of the other. Runs without anything to say are left out.
std::vector<VoiceRun> voice_runs(std::string_view sentence, SpokenLanguage language);

// English as its voice wants it: what is no quantity, "110" and whatever has five figures or more, figure by
// figure.
SecretText spell_codes(std::string_view text);

}  // namespace crier
