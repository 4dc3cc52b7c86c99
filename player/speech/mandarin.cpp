// SPDX-License-Identifier: Apache-2.0
#include "player/speech/mandarin.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "player/speech/spoken_words.hpp"

namespace crier {
namespace {

constexpr std::string_view kFigures[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

bool is_figure(char c) {
  return c >= '0' && c <= '9';
}

std::string figure_by_figure(std::string_view figures) {
  std::string text;
  for (const char c : figures) text += kFigures[c - '0'];
  return text;
}

// Up to 9999 as a number; longer ones are codes and telephone numbers.
std::string as_number(std::string_view figures) {
  while (figures.size() > 1 && figures.front() == '0') figures.remove_prefix(1);
  if (figures.size() > 4) return figure_by_figure(figures);
  if (figures == "0") return std::string(kFigures[0]);
  constexpr std::string_view kUnits[] = {"", "十", "百", "千"};
  std::string text;
  bool gap = false;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const int figure = figures[i] - '0';
    const std::size_t unit = figures.size() - 1 - i;
    if (figure == 0) {
      gap = true;
      continue;
    }
    if (gap) text += kFigures[0];
    gap = false;
    const bool is_plain_ten = unit == 1 && figure == 1 && i == 0;
    if (!is_plain_ten) text += kFigures[figure];
    text += kUnits[unit];
  }
  return text;
}

std::string_view take_figures(std::string_view& rest) {
  std::size_t count = 0;
  while (count < rest.size() && is_figure(rest[count])) ++count;
  const std::string_view figures = rest.substr(0, count);
  rest.remove_prefix(count);
  return figures;
}

// 110, 119, 120 and 122 are calls, not quantities, where nothing is counted.
bool is_call_number(std::string_view figures, std::string_view rest) {
  if (figures != "110" && figures != "119" && figures != "120" && figures != "122") return false;
  for (const std::string_view counter :
       {".",  ":",    "%",  "℃",    "个",   "次",   "名",   "人", "元",   "块", "万", "亿", "条", "张",
        "件", "起",   "位", "毫米", "厘米", "米",   "公里", "千", "公斤", "克", "吨", "天", "年", "月",
        "日", "小时", "分", "秒",   "岁",   "号线", "班",   "层", "级",   "度", "倍", "多", "余", "家"})
    if (rest.starts_with(counter)) return false;
  return true;
}

// As people say them: a one is "yao".
std::string call_by_call(std::string_view figures) {
  std::string text;
  for (const char c : figures) text += c == '1' ? std::string_view("幺") : kFigures[c - '0'];
  return text;
}

std::string say_number(std::string_view& rest) {
  const std::string_view whole = take_figures(rest);
  const bool has_more = rest.size() > 1 && is_figure(rest[1]);
  if (whole.size() <= 2 && has_more && rest.front() == ':') {
    rest.remove_prefix(1);
    const std::string_view minutes = take_figures(rest);
    return as_number(whole) + "点" + (minutes == "00" ? std::string() : as_number(minutes) + "分");
  }
  if (whole.size() == 4 && rest.starts_with("年")) return figure_by_figure(whole);
  if (is_call_number(whole, rest)) return call_by_call(whole);
  std::string text = whole.size() > 4 ? figure_by_figure(whole) : as_number(whole);
  if (has_more && rest.front() == '.') {
    rest.remove_prefix(1);
    text += "点" + figure_by_figure(take_figures(rest));
  }
  if (rest.starts_with('%')) {
    rest.remove_prefix(1);
    return "百分之" + text;
  }
  for (const std::string_view counted : {"个", "小时", "天", "次", "名", "人"})
    if (text == "二" && rest.starts_with(counted)) return "两";
  return text;
}

std::unique_ptr<icu::Transliterator> make_transliterator(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  if (U_FAILURE(status)) transliterator.reset();
  return transliterator;
}

std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (text[length] & 0xC0) == 0x80) ++length;
  return length;
}

icu::UnicodeString to_unicode(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
}

bool is_han(std::string_view character) {
  return u_hasBinaryProperty(to_unicode(character).char32At(0), UCHAR_IDEOGRAPHIC) != 0;
}

// As it was where there are no rules.
std::string transliterated(const icu::Transliterator* rules, std::string_view utf8) {
  if (rules == nullptr) return std::string(utf8);
  icu::UnicodeString unicode = to_unicode(utf8);
  rules->transliterate(unicode);
  std::string text;
  unicode.toUTF8String(text);
  return text;
}

}  // namespace

std::string spell_figures(std::string_view utf8) {
  std::string text;
  std::string_view rest = utf8;
  while (!rest.empty()) {
    if (is_figure(rest.front())) {
      text += say_number(rest);
      continue;
    }
    const std::size_t length = character_length(rest);
    text += rest.substr(0, length);
    rest.remove_prefix(length);
  }
  return text;
}

struct MandarinReader::Rules {
  std::unique_ptr<icu::Transliterator> pinyin = make_transliterator("Han-Latin; Latin-NumericPinyin");
  std::unique_ptr<icu::Transliterator> simplified = make_transliterator("Traditional-Simplified");
};

MandarinReader::MandarinReader() : rules_(std::make_unique<const Rules>()) {}
MandarinReader::~MandarinReader() = default;
MandarinReader::MandarinReader(MandarinReader&&) noexcept = default;
MandarinReader& MandarinReader::operator=(MandarinReader&&) noexcept = default;

std::string MandarinReader::to_pinyin(std::string_view utf8) const {
  const std::string spelled = spell_figures(transliterated(rules_->simplified.get(), utf8));
  std::string_view rest = spelled;
  std::string result;
  bool after_syllable = false;
  const auto add = [&](std::string_view piece, bool is_syllable) {
    const bool is_apart = result.empty() || result.back() == ' ' || piece.find_first_of(" ,.") == 0;
    const bool is_blank_needed = !is_apart && (is_syllable || after_syllable);
    if (is_blank_needed && !piece.empty()) result += ' ';
    if (piece != " " || (!result.empty() && result.back() != ' ')) result += piece;
    after_syllable = is_syllable;
  };
  while (!rest.empty()) {
    if (const SpokenWord* const word = spoken_word_at(rest)) {
      rest.remove_prefix(word->word.size());
      add(word->spoken, true);
      continue;
    }
    const std::string_view character = rest.substr(0, character_length(rest));
    rest.remove_prefix(character.size());
    const bool reads = rules_->pinyin != nullptr && is_han(character);
    add(reads ? transliterated(rules_->pinyin.get(), character) : std::string(character), reads);
  }
  return result;
}

std::string to_pinyin(std::string_view utf8) {
  return MandarinReader().to_pinyin(utf8);
}

}  // namespace crier
