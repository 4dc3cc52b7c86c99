// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/layout_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "content/model/toml_words.hpp"

namespace crier {
namespace {

bool shows_programme(const Layout& layout) {
  return std::any_of(layout.zones.begin(), layout.zones.end(),
                     [](const ZoneLayout& zone) { return zone.kind == ZoneKind::programme; });
}

// What the zones of one layout have to agree on.
class LayoutReader {
 public:
  explicit LayoutReader(const ZoneSources& sources) : sources_(sources) {}

  std::optional<Layout> read(TomlTable& table);

 private:
  void read_zone(TomlTable& table);
  bool is_new_name(TomlTable& table, const std::string& name);
  bool is_only_programme(TomlTable& table);

  const ZoneSources& sources_;
  Layout layout_;
  std::map<std::string, int> line_of_;  // where each name was first
  int programme_line_ = 0;              // 0 where there is none yet
};

bool LayoutReader::is_new_name(TomlTable& table, const std::string& name) {
  const auto [first, is_new] = line_of_.try_emplace(name, table.position_of("name").line);
  if (!is_new) {
    table.complain("name", fmt::format("the zone in line {} is called \"{}\", too", first->second, name),
                   "give each zone a name of its own");
  }
  return is_new;
}

bool LayoutReader::is_only_programme(TomlTable& table) {
  if (programme_line_ != 0) {
    table.complain("kind", fmt::format("the zone in line {} shows the programme already", programme_line_),
                   "make this one kind = \"playlist\" with a playlist of its own");
    return false;
  }
  programme_line_ = table.position_of("kind").line;
  return true;
}

void LayoutReader::read_zone(TomlTable& table) {
  auto zone = read_zone_table(table, sources_);
  // A programme zone with a mistake is one all the same: there is no need to ask for another.
  if (zone.kind == ZoneKind::programme && !is_only_programme(table)) return;
  if (!is_new_name(table, zone.layout.name) || !zone.is_sound) return;
  layout_.zones.push_back(std::move(zone.layout));
}

std::optional<Layout> LayoutReader::read(TomlTable& table) {
  layout_.background = read_colour(table, "background").value_or(layout_.background);
  for (TomlTable& zone : table.tables("zones")) read_zone(zone);
  table.reject_unknown_keys();
  if (programme_line_ == 0) {
    table.complain("zones", "no zone of this layout shows the programme",
                   "add one with kind = \"programme\"");
  }
  if (!shows_programme(layout_)) return std::nullopt;
  return std::move(layout_);
}

std::optional<Layout> read_layout(TomlTable& layouts, std::string_view key, const ZoneSources& sources) {
  auto table = layouts.table(key);
  if (!table) return std::nullopt;
  return LayoutReader(sources).read(*table);
}

}  // namespace

void read_layouts(TomlTable& file, const ZoneSources& sources, Channel& channel) {
  auto layouts = file.table("layout");
  if (!layouts) return;
  channel.landscape = read_layout(*layouts, "landscape", sources);
  channel.portrait = read_layout(*layouts, "portrait", sources);
  layouts->reject_unknown_keys();
}

void settle_layouts(const std::vector<Medium>& media, Channel& channel) {
  for (auto* layout : {&channel.landscape, &channel.portrait}) {
    if (!*layout) continue;
    std::erase_if((*layout)->zones, [&media](const ZoneLayout& zone) {
      return zone.medium && (media[*zone.medium].fault || media[*zone.medium].kind != MediumKind::picture);
    });
  }
}

}  // namespace crier
