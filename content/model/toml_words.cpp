// SPDX-License-Identifier: Apache-2.0
#include "content/model/toml_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace crier {
namespace {

constexpr std::size_t kColourLength = 7;
constexpr int kHexadecimal = 16;

// In the order of CategoryIcon.
const std::vector<std::string>& icon_names() {
  static const std::vector<std::string> names = {"fraud",    "gambling", "malware", "minors", "privacy",
                                                 "violence", "rumour",   "vulgar",  "banned", "other"};
  return names;
}

bool is_key(const std::string& key) {
  return !key.empty() && key.size() <= 40 && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

bool is_language(std::string_view tag) {
  if (tag.size() < 2 || tag.size() > 35) return false;
  return std::all_of(tag.begin(), tag.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string suggestion(const std::string& word, const std::vector<std::string>& known,
                       std::string otherwise) {
  const std::string nearest = closest(word, known);
  return nearest.empty() ? std::move(otherwise) : fmt::format("did you mean \"{}\"?", nearest);
}

LocalizedText read_localized(TomlTable& table, std::string_view key,
                             const std::vector<std::string>& languages) {
  LocalizedText text;
  if (!table.holds_table(key)) {
    if (const auto plain = table.string(key)) text[languages.front()] = *plain;
    return text;
  }
  auto translations = table.table(key);
  for (const std::string& language : translations->keys()) {
    if (const auto translation = translations->string(language)) text[language] = *translation;
    if (!is_language(language)) {
      translations->complain(language, fmt::format("\"{}\" is not a language tag", language),
                             "write one like zh or en");
    }
  }
  return text;
}

std::vector<std::string> read_languages_of(TomlTable& table, std::string_view key,
                                           const std::vector<std::string>& languages) {
  const auto contains = [](const std::vector<std::string>& list, const std::string& tag) {
    return std::find(list.begin(), list.end(), tag) != list.end();
  };
  std::vector<std::string> chosen;
  for (const PlacedString& tag : table.strings(key)) {
    if (!contains(languages, tag.text)) {
      table.complain_at(tag.position, fmt::format("\"{}\" is none of the office's languages", tag.text),
                        suggestion(tag.text, languages, "add it to languages in office.toml"));
    } else if (contains(chosen, tag.text)) {
      table.complain_at(tag.position, fmt::format("\"{}\" is named twice", tag.text), "name it once");
    } else {
      chosen.push_back(tag.text);
    }
  }
  return chosen;
}

std::optional<std::string> read_key(TomlTable& table, std::string_view key) {
  auto text = table.string(key);
  if (!text || is_key(*text)) return text;
  table.complain(key, fmt::format("\"{}\" is not a key", *text),
                 "use small letters, digits and hyphens, at most 40");
  return std::nullopt;
}

std::optional<CategoryIcon> read_icon(TomlTable& table, std::string_view key) {
  const auto name = table.word(key, icon_names());
  if (!name) return std::nullopt;
  const auto place = std::find(icon_names().begin(), icon_names().end(), *name);
  return static_cast<CategoryIcon>(place - icon_names().begin());
}

std::optional<Rgb> read_colour(TomlTable& table, std::string_view key) {
  const auto text = table.string(key);
  if (!text) return std::nullopt;
  Rgb rgb = 0;
  const char* const end = text->data() + text->size();
  if (text->size() == kColourLength && text->front() == '#') {
    const auto [rest, status] = std::from_chars(text->data() + 1, end, rgb, kHexadecimal);
    if (status == std::errc{} && rest == end) return rgb;
  }
  table.complain(key, fmt::format("\"{}\" is \"{}\", which is not a colour", key, *text),
                 "write it like \"#1F4F94\": red, green and blue, two digits each");
  return std::nullopt;
}

}  // namespace crier
