// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/office_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "config/settings.hpp"
#include "content/cases/category_file.hpp"
#include "content/media/loudness.hpp"
#include "content/model/toml_words.hpp"
#include "content/workspace/file_names.hpp"

namespace crier {
namespace {

constexpr const char* kOfficeFile = "office.toml";
constexpr const char* kScreensFile = "screens.toml";
constexpr std::int64_t kMostFootfall = 1'000'000;

bool contains(const std::vector<std::string>& list, const std::string& word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// A calendar's LOCATION is split at these.
bool fits_in_location(std::string_view word) {
  return !word.empty() && word.find_first_of(" \t\r\n,;") == std::string_view::npos;
}

void read_languages(TomlTable& table, Office& office) {
  std::vector<std::string> languages;
  for (const PlacedString& tag : table.strings("languages")) {
    if (is_language(tag.text)) {
      languages.push_back(tag.text);
    } else {
      table.complain("languages", fmt::format("\"{}\" is not a language tag", tag.text),
                     "write one like \"zh\" or \"en\"");
    }
  }
  if (!languages.empty()) office.languages = std::move(languages);
}

Zone read_zone(TomlTable& table, Office& office) {
  const std::string fallback = office.time_zone;
  if (const auto name = table.string("time_zone")) {
    if (auto zone = Zone::find(*name)) {
      office.time_zone = *name;
      return *std::move(zone);
    }
    table.complain("time_zone", fmt::format("there is no time zone \"{}\"", *name),
                   "give an IANA name like \"Asia/Shanghai\"");
  } else if (!table.has("time_zone")) {
    table.complain("time_zone", fmt::format("no time_zone; {} is assumed", fallback),
                   fmt::format("write time_zone = \"{}\"", fallback), Severity::warning);
  }
  auto zone = Zone::find(fallback);
  return zone ? *std::move(zone) : Zone::utc();
}

void read_default_channel(TomlTable& table, const std::vector<std::string>& channels, Office& office) {
  const auto id = table.string("default_channel");
  if (id && contains(channels, *id)) {
    office.default_channel = *id;
    return;
  }
  if (channels.empty()) return;  // complained about elsewhere
  office.default_channel = channels.front();
  if (id) {
    table.complain(
        "default_channel", fmt::format("there is no channels/{}.toml", *id),
        suggestion(*id, channels, fmt::format("name one that exists, such as \"{}\"", channels.front())));
  } else if (!table.has("default_channel") && channels.size() > 1) {
    table.complain("default_channel", "no default_channel, and there are several channels",
                   fmt::format("write default_channel = \"{}\"", channels.front()));
  }
}

void read_size(TomlTable& table, Screen& screen) {
  const auto text = table.string("size");
  if (!text) return;
  const auto size = parse_window_size(*text);
  if (size) {
    screen.width = size->width;
    screen.height = size->height;
  } else {
    table.complain("size", fmt::format("\"{}\" is not a size", *text), "write it like \"1920x1080\"");
  }
}

void read_rotation(TomlTable& table, Screen& screen) {
  constexpr std::int64_t kQuarterTurn = 90;
  const auto degrees = table.integer("rotation", 0, 3 * kQuarterTurn);
  if (!degrees) return;
  if (*degrees % kQuarterTurn == 0) {
    screen.rotation = static_cast<int>(*degrees / kQuarterTurn);
  } else {
    table.complain("rotation", fmt::format("a screen cannot be turned by {} degrees", *degrees),
                   "write rotation = 0, 90, 180 or 270");
  }
}

void read_tags(TomlTable& table, Screen& screen) {
  for (const PlacedString& tag : table.strings("tags")) {
    if (fits_in_location(tag.text)) {
      screen.tags.push_back(tag.text);
    } else {
      table.complain("tags", fmt::format("the tag \"{}\" could not stand in a calendar's LOCATION", tag.text),
                     "use no blank, comma or semicolon in it");
    }
  }
}

std::optional<Screen> read_screen(TomlTable& table, const std::vector<std::string>& channels,
                                  const Office& office) {
  Screen screen;
  const auto id = table.string("id");
  if (id && fits_in_location(*id)) {
    screen.id = *id;
  } else if (id) {
    table.complain("id", fmt::format("the id \"{}\" could not stand in a calendar's LOCATION", *id),
                   "use no blank, comma or semicolon in it, and at least one letter");
  } else if (!table.has("id")) {
    table.complain("id", "this screen has no id", "write id = \"...\"");
  }
  screen.channel = office.default_channel;
  if (const auto channel = table.string("channel")) {
    if (contains(channels, *channel)) {
      screen.channel = *channel;
    } else {
      table.complain("channel", fmt::format("there is no channels/{}.toml", *channel),
                     suggestion(*channel, channels, "add that file or name another channel"));
    }
  }
  read_tags(table, screen);
  read_size(table, screen);
  if (const auto footfall = table.integer("footfall_per_hour", 0, kMostFootfall))
    screen.footfall_per_hour = static_cast<unsigned>(*footfall);
  read_rotation(table, screen);
  table.reject_unknown_keys();
  if (screen.id.empty()) return std::nullopt;
  return screen;
}

Screen only_screen(const Office& office) {
  Screen screen;
  screen.id = "main";
  screen.channel = office.default_channel;
  return screen;
}

}  // namespace

Zone read_office_file(const std::filesystem::path& root, const std::vector<std::string>& channels,
                      MediaShelf& shelf, Office& office, Diagnostics& diagnostics) {
  const TomlFile file = TomlFile::read(root / kOfficeFile, kOfficeFile, diagnostics);
  TomlTable table = file.root();
  if (!file.readable()) {
    // The one complaint about the whole file is enough; each of its keys is missing.
    Diagnostics ignored;
    const TomlFile empty = TomlFile::parse("", kOfficeFile, ignored);
    TomlTable nothing = empty.root();
    read_default_channel(nothing, channels, office);
    return read_zone(nothing, office);
  }
  read_languages(table, office);
  office.name = read_localized(table, "name", office.languages);
  if (!table.has("name")) {
    table.complain("name", "the office has no name", "write name = { zh = \"...\", en = \"...\" }",
                   Severity::warning);
  }
  Zone zone = read_zone(table, office);
  read_default_channel(table, channels, office);
  if (const auto logo = table.string("logo"))
    office.logo = shelf.add(*logo, {kOfficeFile, table.position_of("logo"), {}, MediumUse::picture});
  if (const auto accent = read_colour(table, "accent")) office.accent = *accent;
  if (const auto target = table.number("loudness", kLeastTargetLufs, kMostTargetLufs))
    office.loudness_lufs = *target;
  if (const auto name = table.string("categories")) {
    if (const auto inside = inside_name(*name)) {
      office.categories = read_categories(root, *inside, office.languages, diagnostics);
    } else {
      table.complain("categories", fmt::format("\"{}\" lies outside the workspace", *name),
                     fmt::format("keep it in the workspace, such as \"{}\"", kUsualCategoriesFile));
    }
  } else if (std::error_code error; std::filesystem::exists(root / kUsualCategoriesFile, error)) {
    office.categories = read_categories(root, kUsualCategoriesFile, office.languages, diagnostics);
  }
  table.reject_unknown_keys();
  return zone;
}

void read_screens_file(const std::filesystem::path& root, const std::vector<std::string>& channels,
                       Office& office, Diagnostics& diagnostics) {
  std::error_code error;
  if (!std::filesystem::exists(root / kScreensFile, error)) {
    diagnostics.push_back({Severity::warning, kScreensFile, 0, 0,
                           "there is no such file; one screen \"main\" is assumed",
                           "write a [[screen]] with its id for each screen"});
    office.screens.push_back(only_screen(office));
    return;
  }
  const TomlFile file = TomlFile::read(root / kScreensFile, kScreensFile, diagnostics);
  TomlTable table = file.root();
  std::map<std::string, int> line_of;  // of each id's first screen
  for (TomlTable& entry : table.tables("screen")) {
    auto screen = read_screen(entry, channels, office);
    if (!screen) continue;
    const int line = entry.position_of("id").line;
    if (const auto [first, is_new] = line_of.try_emplace(screen->id, line); is_new) {
      office.screens.push_back(*std::move(screen));
    } else {
      entry.complain("id", fmt::format("screen \"{}\" is in line {} already", screen->id, first->second),
                     "give each screen an id of its own");
    }
  }
  table.reject_unknown_keys();
  if (!office.screens.empty()) return;
  if (file.readable() && !table.has("screen")) {
    diagnostics.push_back({Severity::error, kScreensFile, 0, 0, "it lists no screen",
                           "write a [[screen]] with its id for each screen"});
  }
  office.screens.push_back(only_screen(office));
}

}  // namespace crier
