// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/utterances.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>

namespace crier {
namespace {

// How the kiosk speaks of what a panel shows.
struct Phrases {
  std::string_view comma;
  std::string_view stop;
  std::string_view heading, image, button, tab, toggle, field, key, candidate;
  std::string_view on, off, selected, unavailable, empty, withheld;
  std::string_view characters;  // how many of them were written, and are not said
  std::string_view place;       // the first of how many
  std::string_view one_character;
};

constexpr Phrases kMandarin{.comma = "，",
                            .stop = "。",
                            .heading = "标题",
                            .image = "图片",
                            .button = "按钮",
                            .tab = "标签",
                            .toggle = "开关",
                            .field = "输入框",
                            .key = "按键",
                            .candidate = "候选字",
                            .on = "已打开",
                            .off = "已关闭",
                            .selected = "已选",
                            .unavailable = "现在不可用",
                            .empty = "还没有内容",
                            .withheld = "内容不朗读",
                            .characters = "已写{}个字，内容不朗读",
                            .place = "第{}个，共{}个",
                            .one_character = "一个字"};

constexpr Phrases kEnglish{.comma = ", ",
                           .stop = ".",
                           .heading = "heading",
                           .image = "picture",
                           .button = "button",
                           .tab = "tab",
                           .toggle = "switch",
                           .field = "text field",
                           .key = "key",
                           .candidate = "candidate",
                           .on = "on",
                           .off = "off",
                           .selected = "selected",
                           .unavailable = "not available now",
                           .empty = "empty",
                           .withheld = "not read aloud",
                           .characters = "{} characters written, not read aloud",
                           .place = "{} of {}",
                           .one_character = "one character"};

const Phrases& phrases(SpokenLanguage language) {
  return language == SpokenLanguage::mandarin ? kMandarin : kEnglish;
}

std::string_view word_for(Role role, const Phrases& phrases) {
  switch (role) {
    case Role::heading:
      return phrases.heading;
    case Role::image:
      return phrases.image;
    case Role::button:
      return phrases.button;
    case Role::tab:
      return phrases.tab;
    case Role::toggle:
      return phrases.toggle;
    case Role::field:
      return phrases.field;
    case Role::key:
      return phrases.key;
    case Role::candidate:
      return phrases.candidate;
    case Role::text:
    case Role::status:
      break;
  }
  return {};
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

// A sentence out of its parts, those that are empty left out.
class Sentence {
 public:
  explicit Sentence(const Phrases& phrases) : phrases_(phrases) {}
  void add(std::string_view part) {
    if (part.empty()) return;
    if (!text_.empty()) text_.append(phrases_.comma);
    text_.append(part);
  }
  SecretText take() && {
    constexpr std::string_view kEnds[] = {".", "!", "?", "。", "！", "？"};
    const bool has_end =
        std::ranges::any_of(kEnds, [this](std::string_view end) { return text_.view().ends_with(end); });
    if (!text_.empty() && !has_end) text_.append(phrases_.stop);
    return std::move(text_);
  }

 private:
  const Phrases& phrases_;
  SecretText text_;
};

// Whether a citizen's own words are figures and nothing else: a receipt, a telephone number, never a
// quantity.
bool is_code(const Element& element) {
  const auto is_figure = [](char c) { return c >= '0' && c <= '9'; };
  return element.is_private && std::ranges::any_of(element.value, is_figure) &&
         std::ranges::all_of(element.value, [&](char c) { return is_figure(c) || c == ' ' || c == '-'; });
}

// What it holds: a field's text, a switch's position.
void add_value(Sentence& sentence, const Element& element, bool is_withheld, SpokenLanguage language) {
  const Phrases& phrases = crier::phrases(language);
  if (element.role == Role::field && element.value.empty()) {
    sentence.add(phrases.empty);
  } else if (element.role == Role::field && is_withheld) {
    sentence.add(fmt::format(fmt::runtime(phrases.characters), count_characters(element.value)));
  } else if (is_withheld) {
    sentence.add(phrases.withheld);
  } else if (is_code(element)) {
    sentence.add(spoken_code(element.value, language));
  } else if (!element.value.empty()) {
    sentence.add(element.value);
  } else if (element.role == Role::toggle) {
    sentence.add(element.selected ? phrases.on : phrases.off);
  }
}

enum class Detail {
  in_passing,  // among all others
  in_full,     // the focus is on it
};

Utterance describe(const Element& element, SpokenLanguage language, Audience audience, Detail detail) {
  const Phrases& phrases = crier::phrases(language);
  const bool is_withheld = element.is_private && audience == Audience::everybody;
  // The name of a field is ours; that of anything else private shows what was written.
  const bool is_named = !is_withheld || element.role == Role::field;
  Sentence sentence(phrases);
  if (is_named) sentence.add(element.label);
  if (detail == Detail::in_full || element.role != Role::button)
    sentence.add(word_for(element.role, phrases));
  add_value(sentence, element, is_withheld, language);
  if (element.selected && element.role != Role::toggle) sentence.add(phrases.selected);
  if (!element.enabled) sentence.add(phrases.unavailable);
  return {std::move(sentence).take(), element.id};
}

void add_place(Sentence& sentence, const Registry& registry, const Element& element, const Phrases& phrases) {
  if (element.role != Role::tab && element.role != Role::candidate) return;
  std::size_t place = 0;
  std::size_t count = 0;
  for (const Element& other : registry.elements()) {
    if (other.role != element.role) continue;
    ++count;
    if (&other == &element) place = count;
  }
  sentence.add(fmt::format(fmt::runtime(phrases.place), place, count));
}

}  // namespace

Utterances speakable(const Registry& registry, SpokenLanguage language, Audience audience) {
  Utterances said;
  for (const Element& element : registry.elements()) {
    if (element.role == Role::key || element.role == Role::candidate) continue;
    if (element.label.empty() && element.value.empty()) continue;
    said.push_back(describe(element, language, audience, Detail::in_passing));
  }
  return said;
}

Utterances speakable(const Registry& registry, const std::string& id, SpokenLanguage language,
                     Audience audience) {
  const Element* const element = registry.find(id);
  if (element == nullptr) return {};
  const Phrases& words = phrases(language);
  const Utterance described = describe(*element, language, audience, Detail::in_full);
  SecretText text = described.text;
  Sentence place(words);
  add_place(place, registry, *element, words);
  text.append(std::move(place).take());
  Utterances said;
  if (!text.empty()) said.push_back({std::move(text), element->id});
  return said;
}

Utterance echo(std::string_view written, bool is_private, SpokenLanguage language, Audience audience) {
  const bool is_withheld = is_private && audience == Audience::everybody;
  return {SecretText(is_withheld ? phrases(language).one_character : written), {}};
}

SecretText spoken_code(std::string_view digits, SpokenLanguage language) {
  // A one is "yao", as on the telephone: "yi" sounds like "qi", the seven.
  constexpr std::string_view kFigures[] = {"零", "幺", "二", "三", "四", "五", "六", "七", "八", "九"};
  constexpr std::size_t kGroup = 4;
  constexpr std::ptrdiff_t kMobile = 11;  // 138 0013 8000
  const bool is_mandarin = language == SpokenLanguage::mandarin;
  const auto is_figure = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t in_group = std::ranges::count_if(digits, is_figure) == kMobile ? 1 : 0;
  SecretText text;
  for (const char c : digits) {
    if (!is_figure(c)) continue;
    if (!text.empty() && in_group == kGroup) {
      text.append(is_mandarin ? "。" : ". ");
      in_group = 0;
    } else if (!text.empty() && !is_mandarin) {
      text.append(" ");
    }
    text.append(is_mandarin ? kFigures[c - '0'] : std::string_view(&c, 1));
    ++in_group;
  }
  if (!text.empty()) text.append(is_mandarin ? "。" : ".");
  return text;
}

}  // namespace crier
