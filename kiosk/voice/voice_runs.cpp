// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/voice_runs.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace crier {
namespace {

bool is_figure(char c) {
  return c >= '0' && c <= '9';
}

bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Character {
  std::string_view bytes;
  std::optional<SpokenLanguage> language;  // none: figures, signs and blanks are said by either
  bool is_sign = false;                    // a pause and nothing more
};

std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (text[length] & 0xC0) == 0x80) ++length;
  return length;
}

// Three bytes from U+2E80 on are hanzi, kana and full-width signs; four bytes are hanzi and pictures.
std::optional<SpokenLanguage> language_of(std::string_view character) {
  if (is_latin(character.front())) return SpokenLanguage::english;
  const auto first = static_cast<unsigned char>(character.front());
  const bool is_full_width_sign = character >= "\u3000" && character <= "\u303F";
  const bool is_full_width_latin = character >= "\uFF00" && character <= "\uFF65";
  if (first >= 0xE3 && !is_full_width_sign && !is_full_width_latin) return SpokenLanguage::mandarin;
  const bool is_accented = first >= 0xC3 && first <= 0xC9;
  return is_accented ? std::optional(SpokenLanguage::english) : std::nullopt;
}

// What belongs to nobody between two words of one language is theirs; between two languages, or at an end,
// the visit's own.
void settle_neutral(std::vector<Character>& characters, SpokenLanguage language) {
  std::optional<SpokenLanguage> before;
  for (std::size_t i = 0; i < characters.size();) {
    if (characters[i].language) {
      before = characters[i++].language;
      continue;
    }
    std::size_t end = i;
    while (end < characters.size() && !characters[end].language) ++end;
    const auto after = end < characters.size() ? characters[end].language : std::nullopt;
    const SpokenLanguage whose = before && before == after ? *before : language;
    for (; i < end; ++i) characters[i].language = whose;
  }
}

}  // namespace

std::vector<VoiceRun> voice_runs(std::string_view sentence, SpokenLanguage language) {
  std::vector<Character> characters;
  for (std::string_view rest = sentence; !rest.empty();) {
    const std::string_view character = rest.substr(0, character_length(rest));
    rest.remove_prefix(character.size());
    const auto own = language_of(character);
    characters.push_back({character, own, !own && !is_figure(character.front())});
  }
  settle_neutral(characters, language);
  std::vector<VoiceRun> runs;
  for (std::size_t begin = 0; begin < characters.size();) {
    std::size_t end = begin;
    while (end < characters.size() && characters[end].language == characters[begin].language) ++end;
    const char* const first = characters[begin].bytes.data();
    const char* const last = characters[end - 1].bytes.data() + characters[end - 1].bytes.size();
    const std::string_view text(first, static_cast<std::size_t>(last - first));
    const auto is_sign = [](const Character& one) { return one.is_sign; };
    if (!std::all_of(&characters[begin], &characters[begin] + (end - begin), is_sign))
      runs.push_back({*characters[begin].language, SecretText(text)});
    begin = end;
  }
  return runs;
}

SecretText spell_codes(std::string_view text) {
  SecretText spelled;
  while (!text.empty()) {
    std::size_t count = 0;
    while (count < text.size() && is_figure(text[count])) ++count;
    const std::string_view figures = text.substr(0, count);
    const bool is_call = figures == "110" || figures == "119" || figures == "120" || figures == "122";
    if (count == 0) {
      spelled.append(text.substr(0, 1));
      text.remove_prefix(1);
      continue;
    }
    text.remove_prefix(count);
    if (!is_call && count < 5) {
      spelled.append(figures);
      continue;
    }
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) spelled.append(" ");
      spelled.append(figures.substr(i, 1));
    }
  }
  return spelled;
}

}  // namespace crier
