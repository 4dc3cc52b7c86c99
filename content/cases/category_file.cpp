// SPDX-License-Identifier: Apache-2.0
#include "content/cases/category_file.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "config/toml_file.hpp"
#include "content/model/toml_words.hpp"

namespace crier {
namespace {

std::optional<Category> read_category(TomlTable& table, const std::vector<std::string>& languages) {
  Category category;
  if (auto key = read_key(table, "key")) {
    category.key = *std::move(key);
  } else if (!table.has("key")) {
    table.complain("key", "the category has no key", "write key = \"...\"");
  }
  category.name = read_localized(table, "name", languages);
  if (category.name.empty() && !table.has("name"))
    table.complain("name", "the category has no name", "write name = { zh = \"...\", en = \"...\" }");
  if (const auto icon = read_icon(table, "icon")) category.icon = *icon;
  if (const auto colour = read_colour(table, "colour")) category.colour = *colour;
  table.reject_unknown_keys();
  if (category.key.empty() || category.name.empty()) return std::nullopt;
  return category;
}

}  // namespace

std::vector<Category> read_categories(const std::filesystem::path& root, const std::string& name,
                                      const std::vector<std::string>& languages, Diagnostics& diagnostics) {
  std::vector<Category> categories;
  const TomlFile file = TomlFile::read(root / name, name, diagnostics);
  if (!file.readable()) return categories;
  TomlTable table = file.root();
  std::map<std::string, int> line_of;  // of each key's first category
  for (TomlTable& entry : table.tables("category")) {
    auto category = read_category(entry, languages);
    if (!category) continue;
    const int line = entry.position_of("key").line;
    if (const auto [first, is_new] = line_of.try_emplace(category->key, line); !is_new) {
      entry.complain("key",
                     fmt::format("category \"{}\" is in line {} already", category->key, first->second),
                     "give each category a key of its own");
      continue;
    }
    categories.push_back(*std::move(category));
  }
  if (categories.empty() && !table.has("category")) {
    diagnostics.push_back({Severity::error, name, 0, 0, "it lists no category",
                           "write a [[category]] with its key and name for each"});
  }
  table.reject_unknown_keys();
  return categories;
}

}  // namespace crier
