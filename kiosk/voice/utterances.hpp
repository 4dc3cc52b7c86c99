// SPDX-License-Identifier: Apache-2.0
// What a panel sounds like: its list turned into sentences, with each element's role, state and value in
// words. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/secret_text.hpp"
#include "kiosk/semantics/registry.hpp"

namespace crier {

enum class SpokenLanguage { mandarin, english };  // Traditional characters are Mandarin too

// Who hears it. On the loudspeaker nothing is said that a citizen typed.
enum class Audience { everybody, headset };

struct Utterance {
  SecretText text;      // a sentence in the visit's language, characters and not pinyin
  std::string element;  // its id, to be marked while it is said; empty: of no element
};

using Utterances = std::vector<Utterance>;

// The whole panel, in reading order, but for keys and candidates: what is read when it opens. Elements
// without words are left out. Of what is private everybody hears only that it is there.
Utterances speakable(const Registry& registry, SpokenLanguage language, Audience audience);

// One element with its role and state, as the focus comes to it: "看案例，按钮。"; tabs and candidates with
// their place among their like.
// Nothing where there is no such element.
Utterances speakable(const Registry& registry, const std::string& id, SpokenLanguage language,
                     Audience audience);

// What is said when a key was pressed or a character was written: the character alone, or "one character"
// where it is private and everybody hears.
Utterance echo(std::string_view written, bool is_private, SpokenLanguage language, Audience audience);

// The figures of a receipt or a telephone number one by one, in groups of four (a mobile number's first has
// three), with a pause between the groups. Anything but a figure is left out.
SecretText spoken_code(std::string_view digits, SpokenLanguage language);

}  // namespace crier
