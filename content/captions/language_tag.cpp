// SPDX-License-Identifier: Apache-2.0
#include "content/captions/language_tag.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace crier {
namespace {

// The languages that captions here are likely to be in.
constexpr std::array<std::pair<std::string_view, std::string_view>, 23> kShortCodes = {{
    {"ara", "ar"}, {"bod", "bo"}, {"chi", "zh"}, {"cmn", "zh"}, {"deu", "de"}, {"eng", "en"},
    {"fra", "fr"}, {"fre", "fr"}, {"ger", "de"}, {"ita", "it"}, {"jpn", "ja"}, {"kaz", "kk"},
    {"kor", "ko"}, {"mon", "mn"}, {"por", "pt"}, {"rus", "ru"}, {"spa", "es"}, {"tha", "th"},
    {"tib", "bo"}, {"uig", "ug"}, {"vie", "vi"}, {"zha", "za"}, {"zho", "zh"},
}};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_letter_or_digit(char c) {
  return is_letter(c) || (c >= '0' && c <= '9');
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool begins_with_subtags(std::string_view tag, std::string_view prefix) {
  return tag.starts_with(prefix) && (tag.size() == prefix.size() || tag[prefix.size()] == '-');
}

}  // namespace

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::optional<std::string> language_tag(std::string_view text) {
  std::string tag = ascii_lower(text);
  std::replace(tag.begin(), tag.end(), '_', '-');
  const std::size_t first = std::min(tag.find('-'), tag.size());
  if (first < 2 || first > 3 || tag.ends_with('-')) return std::nullopt;
  if (!std::all_of(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(first), is_letter))
    return std::nullopt;
  for (std::size_t begin = first; begin < tag.size();) {
    ++begin;
    const std::size_t end = std::min(tag.find('-', begin), tag.size());
    const auto from = tag.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto to = tag.begin() + static_cast<std::ptrdiff_t>(end);
    if (end == begin || end - begin > 8 || !std::all_of(from, to, is_letter_or_digit)) return std::nullopt;
    if (end - begin == 2) std::transform(from, to, from, upper);
    if (end - begin == 4 && is_letter(*from)) *from = upper(*from);
    begin = end;
  }
  for (const auto& [code, short_code] : kShortCodes) {
    if (std::string_view(tag).substr(0, first) == code) return std::string(short_code) + tag.substr(first);
  }
  if (tag == "und") return std::nullopt;
  return tag;
}

int language_fit(std::string_view wanted, std::string_view offered) {
  const std::string want = language_tag(wanted).value_or(std::string());
  const std::string offer = language_tag(offered).value_or(std::string());
  if (want.empty() || offer.empty()) return 0;
  if (want == offer) return 3;
  if (begins_with_subtags(offer, want)) return 2;
  return begins_with_subtags(want, offer) ? 1 : 0;
}

}  // namespace crier
