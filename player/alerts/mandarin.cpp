// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/mandarin.hpp"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <string_view>
#include <utility>

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

std::string say_number(std::string_view& rest) {
  const std::string_view whole = take_figures(rest);
  const bool has_more = rest.size() > 1 && is_figure(rest[1]);
  if (whole.size() <= 2 && has_more && rest.front() == ':') {
    rest.remove_prefix(1);
    const std::string_view minutes = take_figures(rest);
    return as_number(whole) + "点" + (minutes == "00" ? std::string() : as_number(minutes) + "分");
  }
  if (whole.size() == 4 && rest.starts_with("年")) return figure_by_figure(whole);
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

// Words whose characters are read otherwise than they usually are, and signs.
constexpr std::pair<std::string_view, std::string_view> kWords[] = {{"重庆", "chong2 qing4"},
                                                                    {"银行", "yin2 hang2"},
                                                                    {"行人", "xing2 ren2"},
                                                                    {"行车", "xing2 che1"},
                                                                    {"出行", "chu1 xing2"},
                                                                    {"行动", "xing2 dong4"},
                                                                    {"执行", "zhi2 xing2"},
                                                                    {"进行", "jin4 xing2"},
                                                                    {"朝阳", "chao2 yang2"},
                                                                    {"长时间", "chang2 shi2 jian1"},
                                                                    {"强降", "qiang2 jiang4"},
                                                                    {"降雨", "jiang4 yu3"},
                                                                    {"降水", "jiang4 shui3"},
                                                                    {"转移", "zhuan3 yi2"},
                                                                    {"倒塌", "dao3 ta1"},
                                                                    {"重大", "zhong4 da4"},
                                                                    {"地方", "di4 fang1"},
                                                                    {"部分", "bu4 fen4"},
                                                                    {"为", "wei2"},
                                                                    {"得", "de2"},
                                                                    {"IV级", "si4 ji2"},
                                                                    {"III级", "san1 ji2"},
                                                                    {"II级", "er4 ji2"},
                                                                    {"I级", "yi1 ji2"},
                                                                    {"℃", "du4"},
                                                                    {"～", "dao4"},
                                                                    {"~", "dao4"},
                                                                    {"，", ","},
                                                                    {"。", "."},
                                                                    {"、", ","},
                                                                    {"：", ","},
                                                                    {"；", ","},
                                                                    {"！", "."},
                                                                    {"？", "."},
                                                                    {"（", ","},
                                                                    {"）", ","},
                                                                    {"[", ","},
                                                                    {"]", ","},
                                                                    {"/", ","},
                                                                    {"\n", "."},
                                                                    {"“", ""},
                                                                    {"”", ""},
                                                                    {"《", ""},
                                                                    {"》", ""},
                                                                    {"·", ","}};

std::unique_ptr<icu::Transliterator> make_transliterator() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance("Han-Latin; Latin-NumericPinyin", UTRANS_FORWARD, status));
  if (U_FAILURE(status)) transliterator.reset();
  return transliterator;
}

std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (text[length] & 0xC0) == 0x80) ++length;
  return length;
}

bool is_han(const icu::UnicodeString& character) {
  return u_hasBinaryProperty(character.char32At(0), UCHAR_IDEOGRAPHIC) != 0;
}

}  // namespace

std::string spell_figures(const std::string& utf8) {
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

std::string to_pinyin(const std::string& utf8) {
  const auto transliterator = make_transliterator();
  const std::string spelled = spell_figures(utf8);
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
    const auto* word = std::begin(kWords);
    while (word != std::end(kWords) && !rest.starts_with(word->first)) ++word;
    if (word != std::end(kWords)) {
      rest.remove_prefix(word->first.size());
      add(word->second, true);
      continue;
    }
    const std::size_t length = character_length(rest);
    const std::string character(rest.substr(0, length));
    rest.remove_prefix(length);
    icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(character);
    if (!transliterator || !is_han(unicode)) {
      add(character, false);
      continue;
    }
    transliterator->transliterate(unicode);
    std::string syllable;
    unicode.toUTF8String(syllable);
    add(syllable, true);
  }
  return result;
}

}  // namespace crier
