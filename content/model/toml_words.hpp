// SPDX-License-Identifier: Apache-2.0
// What the workspace's TOML files share: languages, texts in several of them, keys, icons, colours, and the
// word that was probably meant. Mistakes are added to the table's diagnostics and read as absent. One thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/toml_file.hpp"
#include "content/model/case.hpp"
#include "content/model/layout.hpp"

namespace crier {

// A BCP 47 tag as far as its letters go: "zh", "zh-Hant", "en-GB".
bool is_language(std::string_view tag);

// 'did you mean "..."?' where one of `known` is close to `word`, else `otherwise`.
std::string suggestion(const std::string& word, const std::vector<std::string>& known, std::string otherwise);

// { zh = "...", en = "..." }, or one text in the first of `languages`.
LocalizedText read_localized(TomlTable& table, std::string_view key,
                             const std::vector<std::string>& languages);

// Tags out of the office's `languages`, in the order written and each once.
std::vector<std::string> read_languages_of(TomlTable& table, std::string_view key,
                                           const std::vector<std::string>& languages);

// Small letters, digits, hyphens and underscores, at most 40.
std::optional<std::string> read_key(TomlTable& table, std::string_view key);

// The name of one of the house's icons.
std::optional<CategoryIcon> read_icon(TomlTable& table, std::string_view key);

// "#RRGGBB".
std::optional<Rgb> read_colour(TomlTable& table, std::string_view key);

}  // namespace crier
