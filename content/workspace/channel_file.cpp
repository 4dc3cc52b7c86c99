// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/channel_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "config/text_file.hpp"
#include "config/toml_file.hpp"
#include "content/model/toml_words.hpp"
#include "content/schedule/moment.hpp"
#include "content/workspace/channel_look.hpp"
#include "content/workspace/file_names.hpp"
#include "content/workspace/layout_file.hpp"
#include "content/workspace/m3u8.hpp"

namespace crier {
namespace {

constexpr std::int64_t kMostWeight = 100;
constexpr std::size_t kMostCalendarBytes = std::size_t{64} << 20;
constexpr Nanoseconds kPictureDuration = std::chrono::seconds{10};

class ChannelReader {
 public:
  ChannelReader(std::string name, const ChannelSources& sources)
      : name_(std::move(name)), sources_(sources) {}

  void read(const TomlFile& file, Channel& channel);

 private:
  void read_playlist(TomlTable& table, Playlist& playlist);
  void read_item(const TomlTable::Entry& entry, Playlist& playlist);
  void read_m3u8(TomlTable& table, const std::string& name, Playlist& playlist);
  void settle_default(TomlTable& table, const std::optional<std::string>& wanted, Channel& channel);
  void read_validity(TomlTable& table, Item& item);

  std::string name_;  // of the file, as diagnostics call it
  const ChannelSources& sources_;
};

void ChannelReader::read_validity(TomlTable& table, Item& item) {
  item.valid_from = read_moment(table, "valid_from", DateAlone::first_instant, sources_.zone);
  item.valid_until = read_moment(table, "valid_until", DateAlone::end_of_day, sources_.zone);
  if (item.valid_from && item.valid_until && *item.valid_until <= *item.valid_from) {
    table.complain("valid_until", "the item ends before it begins", "put valid_until after valid_from");
  }
}

void ChannelReader::read_item(const TomlTable::Entry& entry, Playlist& playlist) {
  Item item;
  Mention mention{name_, {}, {}};
  if (entry.string) {
    mention.position = entry.string->position;
    item.medium = sources_.shelf.add(entry.string->text, std::move(mention));
    playlist.items.push_back(item);
    return;
  }
  TomlTable& table = *entry.table;
  const auto medium = table.string("media");
  if (!table.has("media"))
    table.complain("media", "this item names no medium", "write media = \"media/...\"");
  item.weight = static_cast<unsigned>(table.integer("weight", 1, kMostWeight).value_or(1));
  const auto duration = table.duration("duration");
  if (duration == Nanoseconds{0})
    table.complain("duration", "the item lasts no time", "write a length like \"10s\"");
  item.duration = duration.value_or(Nanoseconds{0});
  read_validity(table, item);
  item.transition = read_transition(table, "transition");
  table.reject_unknown_keys();
  if (!medium) return;
  mention.position = table.position_of("media");
  mention.wanted = item.duration;
  item.medium = sources_.shelf.add(*medium, std::move(mention));
  playlist.items.push_back(item);
}

// The location as a name in the workspace: relative to the playlist's folder, with blanks and the like
// escaped or not.
std::string m3u8_medium(const std::filesystem::path& root, const std::string& folder, std::string location) {
  std::error_code error;
  std::replace(location.begin(), location.end(), '\\', '/');
  if (location.starts_with('/')) return location;
  const std::string name = folder + location;
  const std::string decoded = percent_decoded(name);
  if (decoded == name || std::filesystem::exists(root / name, error)) return name;
  return decoded;
}

void ChannelReader::read_m3u8(TomlTable& table, const std::string& name, Playlist& playlist) {
  const auto inside = inside_name(name);
  if (!inside) {
    table.complain("m3u8", fmt::format("\"{}\" lies outside the workspace", name),
                   "copy it into the workspace and name it there");
    return;
  }
  const auto text = read_text(sources_.root / *inside, kMostPlaylistBytes);
  if (!text) {
    table.complain("m3u8", fmt::format("\"{}\" cannot be read", name),
                   "check that it exists and is an M3U8 file");
    return;
  }
  const std::size_t slash = inside->rfind('/');
  const std::string folder = slash == std::string::npos ? std::string() : inside->substr(0, slash + 1);
  for (const M3u8Entry& entry : parse_m3u8(*text, *inside, sources_.diagnostics)) {
    Item item;
    const bool is_picture = is_picture_name(entry.location);
    // Players round the lengths of films; only a picture's is meant.
    if (is_picture) item.duration = entry.duration.value_or(Nanoseconds{0});
    item.medium = sources_.shelf.add(m3u8_medium(sources_.root, folder, entry.location),
                                     {*inside, {entry.line, 0}, item.duration});
    playlist.items.push_back(item);
  }
}

void ChannelReader::read_playlist(TomlTable& table, Playlist& playlist) {
  const std::size_t before = sources_.diagnostics.size();
  for (const TomlTable::Entry& entry : table.entries("items")) read_item(entry, playlist);
  if (const auto m3u8 = table.string("m3u8")) {
    if (table.has("items")) {
      table.complain("m3u8", fmt::format("playlist \"{}\" has both items and m3u8", playlist.name),
                     "keep one of the two");
    } else {
      read_m3u8(table, *m3u8, playlist);
    }
  }
  if (!table.has("items") && !table.has("m3u8")) {
    table.complain("items", fmt::format("playlist \"{}\" has no items", playlist.name),
                   "write items = [\"media/...\"]");
  } else if (playlist.items.empty() && sources_.diagnostics.size() == before) {
    table.complain("items",
                   fmt::format("playlist \"{}\" is empty, so it shows the office's name", playlist.name),
                   "add media to it", Severity::warning);
  }
  table.reject_unknown_keys();
}

void ChannelReader::settle_default(TomlTable& table, const std::optional<std::string>& wanted,
                                   Channel& channel) {
  std::vector<std::string> names;
  for (const auto& [name, playlist] : channel.playlists) names.push_back(name);
  if (names.empty()) {
    table.complain("playlists", "the channel has no playlist",
                   "write [playlists.daily] and below it items = [\"media/...\"]");
    return;
  }
  if (wanted && channel.playlists.contains(*wanted)) {
    channel.default_playlist = *wanted;
    return;
  }
  channel.default_playlist = names.front();  // a screen plays something rather than nothing
  const std::string nearest = wanted ? closest(*wanted, names) : std::string();
  const std::string remedy = nearest.empty() ? fmt::format("write default = \"{}\"", names.front())
                                             : fmt::format("did you mean \"{}\"?", nearest);
  if (wanted) {
    table.complain("default", fmt::format("there is no playlist \"{}\"", *wanted), remedy);
  } else if (!table.has("default")) {
    table.complain("default", "the channel names no default playlist", remedy);
  }
}

void ChannelReader::read(const TomlFile& file, Channel& channel) {
  TomlTable table = file.root();
  channel.caption_languages = read_captions(table, sources_.office.languages);
  if (!file.readable()) return;
  channel.title = read_localized(table, "title", sources_.office.languages);
  const auto wanted = table.string("default");
  if (auto playlists = table.table("playlists")) {
    for (const std::string& name : playlists->keys()) {
      auto inner = playlists->table(name);
      if (!inner) continue;
      Playlist& playlist = channel.playlists[name];
      playlist.name = name;
      read_playlist(*inner, playlist);
    }
  }
  settle_default(table, wanted, channel);
  channel.transition = read_transition(table, "transition").value_or(channel.transition);
  channel.sound = read_sound(table);
  ZoneSources zones{name_, sources_.office, {}, sources_.shelf, sources_.diagnostics};
  for (const auto& [name, playlist] : channel.playlists) zones.playlists.push_back(name);
  read_layouts(table, zones, channel);
  table.reject_unknown_keys();
}

}  // namespace

std::vector<std::string> channel_ids(const std::filesystem::path& root) {
  constexpr std::string_view kExtension = ".toml";
  std::vector<std::string> ids;
  std::error_code error;
  std::filesystem::directory_iterator entry(root / "channels", error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (name.starts_with('.') || !name.ends_with(kExtension)) continue;
    name.resize(name.size() - kExtension.size());
    ids.push_back(std::move(name));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

Channel read_channel_file(const std::string& id, const ChannelSources& sources) {
  Channel channel;
  channel.id = id;
  const std::string name = fmt::format("channels/{}.toml", id);
  ChannelReader(name, sources).read(TomlFile::read(sources.root / name, name, sources.diagnostics), channel);
  const std::string calendar_name = fmt::format("channels/{}.ics", id);
  std::error_code error;
  if (!std::filesystem::exists(sources.root / calendar_name, error)) return channel;
  if (auto text = read_text(sources.root / calendar_name, kMostCalendarBytes)) {
    channel.calendar_name = calendar_name;
    channel.calendar = *std::move(text);
  } else {
    sources.diagnostics.push_back({Severity::error, calendar_name, 0, 0, "the file cannot be read",
                                   "check that it is a file that may be read"});
  }
  return channel;
}

Channel parse_channel(const std::string& id, std::string_view toml, const ChannelSources& sources) {
  Channel channel;
  channel.id = id;
  const std::string name = fmt::format("channels/{}.toml", id);
  ChannelReader(name, sources).read(TomlFile::parse(toml, name, sources.diagnostics), channel);
  return channel;
}

void settle_durations(const std::vector<Medium>& media, Channel& channel) {
  for (auto& [name, playlist] : channel.playlists) {
    for (Item& item : playlist.items) {
      const Medium& medium = media[item.medium];
      const bool is_asked = item.duration > Nanoseconds{0};
      if (medium.fault) {
        item.duration = Nanoseconds{0};
      } else if (medium.kind == MediumKind::picture) {
        item.duration = is_asked ? item.duration : kPictureDuration;
      } else {
        item.duration = is_asked ? std::min(item.duration, medium.duration) : medium.duration;
      }
    }
  }
}

}  // namespace crier
