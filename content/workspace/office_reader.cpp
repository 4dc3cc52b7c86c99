// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/office_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <set>
#include <sstream>
#include <utility>

#include "config/settings.hpp"
#include "config/time_text.hpp"
#include "config/toml_file.hpp"
#include "content/schedule/calendar.hpp"
#include "content/schedule/zone.hpp"
#include "content/workspace/m3u8.hpp"
#include "content/workspace/media_shelf.hpp"

namespace crier {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostWeight = 100;

// An item as written, until its medium has been measured.
struct WrittenItem {
  std::string channel;
  std::string playlist;
  std::string file;  // for diagnostics
  Position position;
  std::size_t medium = 0;
  std::optional<Nanoseconds> duration;
  Item item;
};

class OfficeReader {
 public:
  explicit OfficeReader(fs::path root) : root_(std::move(root)), shelf_(root_) {}
  Workspace run();

 private:
  void read_office_file();
  void read_screens();
  void read_channels();
  void read_channel(const fs::path& path);
  void read_playlist(const std::string& channel, const std::string& name, TomlTable table,
                     const std::string& file);
  void read_item(const TomlTable::Entry& entry, WrittenItem item);
  void read_m3u8(TomlTable& table, const std::string& name, WrittenItem pattern);
  std::optional<std::size_t> medium_named(const std::string& name, const std::string& file,
                                          Position position);
  std::optional<WallTime> moment(TomlTable& table, std::string_view key, bool end_of_day);
  LocalizedText localized(TomlTable& table, std::string_view key);
  void finish_items();
  void check_calendar(Channel& channel);
  void check_screens();
  void warn_of_unused();
  void warn_of_missing_captions();
  std::optional<std::string> read_text(const fs::path& path) const;
  void add(Severity severity, std::string file, Position at, std::string what, std::string remedy) {
    workspace_.diagnostics.push_back(
        {severity, std::move(file), at.line, at.column, std::move(what), std::move(remedy)});
  }
  std::vector<std::string> channel_ids() const;

  fs::path root_;
  MediaShelf shelf_;
  Workspace workspace_;
  Zone zone_ = Zone::utc();
  std::vector<WrittenItem> items_;
  std::map<std::string, Position> screen_positions_;
};

std::optional<std::string> OfficeReader::read_text(const fs::path& path) const {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<std::string> OfficeReader::channel_ids() const {
  std::vector<std::string> ids;
  for (const auto& [id, channel] : workspace_.office.channels) ids.push_back(id);
  return ids;
}

// One text for all languages, or a table of them.
LocalizedText OfficeReader::localized(TomlTable& table, std::string_view key) {
  LocalizedText text;
  if (!table.has(key)) return text;
  const Diagnostics before = workspace_.diagnostics;
  if (auto languages = table.table(key)) {
    for (const std::string& language : languages->keys()) {
      if (auto words = languages->string(language)) text[language] = *words;
    }
    return text;
  }
  workspace_.diagnostics = before;
  if (auto words = table.string(key)) text[workspace_.office.languages.front()] = *words;
  return text;
}

void OfficeReader::read_office_file() {
  Office& office = workspace_.office;
  const TomlFile file = TomlFile::read(root_ / "office.toml", "office.toml", workspace_.diagnostics);
  TomlTable root = file.root();
  if (root.has("languages")) {
    office.languages.clear();
    for (const PlacedString& language : root.strings("languages")) office.languages.push_back(language.text);
    if (office.languages.empty()) office.languages = {"zh", "en"};
  }
  office.name = localized(root, "name");
  if (office.name.empty() && file.readable()) {
    root.complain("name", "the office has no name", "add name = { zh = \"...\", en = \"...\" }");
  }
  office.time_zone = root.string("time_zone").value_or(office.time_zone);
  if (auto zone = Zone::find(office.time_zone)) {
    zone_ = std::move(*zone);
  } else {
    root.complain("time_zone", fmt::format("unknown time zone \"{}\"", office.time_zone),
                  "use an IANA name such as \"Asia/Shanghai\"");
    office.time_zone = "Asia/Shanghai";
    if (auto fallback = Zone::find(office.time_zone)) zone_ = std::move(*fallback);
  }
  office.default_channel = root.string("default_channel").value_or("");
  root.reject_unknown_keys();
}

void OfficeReader::read_screens() {
  std::error_code error;
  if (!fs::exists(root_ / "screens.toml", error)) {
    workspace_.office.screens.push_back({"main", workspace_.office.default_channel, {}, 0, 0, 0});
    return;
  }
  const TomlFile file = TomlFile::read(root_ / "screens.toml", "screens.toml", workspace_.diagnostics);
  TomlTable root = file.root();
  for (TomlTable& table : root.tables("screen")) {
    Screen screen;
    screen.id = table.string("id").value_or("");
    if (screen.id.empty()) {
      table.complain("id", "the screen has no id", "add id = \"...\", unlike all others");
      continue;
    }
    if (screen_positions_.contains(screen.id)) {
      table.complain("id", fmt::format("a second screen with the id \"{}\"", screen.id),
                     "give each screen its own id");
      continue;
    }
    screen_positions_[screen.id] = table.position_of("channel");
    screen.channel = table.string("channel").value_or(workspace_.office.default_channel);
    for (const PlacedString& tag : table.strings("tags")) screen.tags.push_back(tag.text);
    if (const auto size = table.string("size")) {
      if (const auto parsed = parse_window_size(*size)) {
        screen.width = parsed->width;
        screen.height = parsed->height;
      } else {
        table.complain("size", fmt::format("\"{}\" is not a size", *size), "write it like \"1920x1080\"");
      }
    }
    screen.footfall_per_hour =
        static_cast<unsigned>(table.integer("footfall_per_hour", 0, 1'000'000).value_or(0));
    table.reject_unknown_keys();
    workspace_.office.screens.push_back(std::move(screen));
  }
  root.reject_unknown_keys();
  if (file.readable() && workspace_.office.screens.empty()) {
    add(Severity::error, "screens.toml", {}, "no screen is listed", "add one headed [[screen]]");
  }
}

void OfficeReader::read_channels() {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator it(root_ / "channels", error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    if (it->path().extension() == ".toml") files.push_back(it->path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& path : files) read_channel(path);
  if (files.empty()) {
    add(Severity::error, "channels", {}, "the office has no channel",
        "add channels/NAME.toml with a playlist");
  }
}

void OfficeReader::read_channel(const fs::path& path) {
  const std::string name = "channels/" + path.filename().string();
  const TomlFile file = TomlFile::read(path, name, workspace_.diagnostics);
  Channel channel;
  channel.id = path.stem().string();
  TomlTable root = file.root();
  channel.title = localized(root, "title");
  channel.default_playlist = root.string("default").value_or("");
  if (auto playlists = root.table("playlists")) {
    for (const std::string& playlist : playlists->keys()) {
      channel.playlists[playlist].name = playlist;
      if (auto table = playlists->table(playlist)) read_playlist(channel.id, playlist, *table, name);
    }
  }
  root.reject_unknown_keys();
  if (file.readable()) {
    std::vector<std::string> names;
    for (const auto& [playlist, unused] : channel.playlists) names.push_back(playlist);
    if (channel.playlists.empty()) {
      root.complain("playlists", "the channel has no playlist",
                    "add [playlists.NAME] with items = [\"media/...\"]");
    } else if (!channel.playlists.contains(channel.default_playlist)) {
      const std::string nearest = closest(channel.default_playlist, names);
      root.complain("default",
                    channel.default_playlist.empty()
                        ? std::string("the channel names no default playlist")
                        : fmt::format("the default playlist \"{}\" does not exist", channel.default_playlist),
                    fmt::format("write default = \"{}\"", nearest.empty() ? names.front() : nearest));
      channel.default_playlist = names.front();  // a screen plays something rather than nothing
    }
  }
  const fs::path calendar = fs::path(path).replace_extension(".ics");
  if (auto text = read_text(calendar)) {
    channel.calendar = std::move(*text);
    channel.calendar_name = "channels/" + calendar.filename().string();
  }
  workspace_.office.channels[channel.id] = std::move(channel);
}

void OfficeReader::read_playlist(const std::string& channel, const std::string& name, TomlTable table,
                                 const std::string& file) {
  WrittenItem pattern;
  pattern.channel = channel;
  pattern.playlist = name;
  pattern.file = file;
  if (const auto m3u8 = table.string("m3u8")) read_m3u8(table, *m3u8, pattern);
  for (const TomlTable::Entry& entry : table.entries("items")) read_item(entry, pattern);
  if (!table.has("items") && !table.has("m3u8")) {
    table.complain("items", fmt::format("playlist \"{}\" has no items", name), "add items = [\"media/...\"]");
  }
  table.reject_unknown_keys();
}

void OfficeReader::read_m3u8(TomlTable& table, const std::string& name, WrittenItem pattern) {
  const auto text = read_text(root_ / name);
  if (!text) {
    table.complain("m3u8", fmt::format("the playlist file \"{}\" cannot be read", name), "check its name");
    return;
  }
  pattern.file = name;
  for (const M3u8Entry& entry : parse_m3u8(*text, name, workspace_.diagnostics)) {
    const fs::path relative = (fs::path(name).parent_path() / entry.path).lexically_normal();
    const auto medium = medium_named(relative.generic_string(), name, {entry.line, 0});
    if (!medium) continue;
    pattern.medium = *medium;
    pattern.position = {entry.line, 0};
    pattern.duration = kind_by_extension(entry.path) == MediumKind::picture ? entry.duration : std::nullopt;
    items_.push_back(pattern);
  }
}

void OfficeReader::read_item(const TomlTable::Entry& entry, WrittenItem item) {
  std::string name;
  if (entry.string) {
    name = entry.string->text;
    item.position = entry.string->position;
  } else {
    TomlTable& table = *entry.table;
    item.position = table.position_of("media");
    name = table.string("media").value_or("");
    item.duration = table.duration("duration");
    if (item.duration && *item.duration <= Nanoseconds{0}) {
      table.complain("duration", "the item lasts no time", "give it a duration such as \"10s\"");
      item.duration.reset();
    }
    item.item.weight = static_cast<unsigned>(table.integer("weight", 1, kMostWeight).value_or(1));
    item.item.valid_from = moment(table, "valid_from", false);
    item.item.valid_until = moment(table, "valid_until", true);
    if (item.item.valid_from && item.item.valid_until && *item.item.valid_until <= *item.item.valid_from) {
      table.complain("valid_until", "the item ends before it begins", "put valid_until after valid_from");
    }
    if (name.empty()) table.complain("media", "the item names no medium", "add media = \"media/...\"");
    table.reject_unknown_keys();
  }
  if (name.empty()) return;
  const auto medium = medium_named(name, item.file, item.position);
  if (!medium) return;
  item.medium = *medium;
  items_.push_back(std::move(item));
}

std::optional<std::size_t> OfficeReader::medium_named(const std::string& name, const std::string& file,
                                                      Position position) {
  const fs::path path = fs::path(name).lexically_normal();
  if (path.is_absolute() || *path.begin() == "..") {
    add(Severity::error, file, position, fmt::format("\"{}\" lies outside the workspace", name),
        "copy it into the media folder and name it from there");
    return std::nullopt;
  }
  return shelf_.index_of(path.generic_string());
}

std::optional<WallTime> OfficeReader::moment(TomlTable& table, std::string_view key, bool end_of_day) {
  const auto text = table.time(key);
  if (!text) return std::nullopt;
  auto written = *parse_time(text->text);
  // A bare date as an end means through that day.
  if (end_of_day && text->text.size() == std::string_view("2026-01-01").size())
    written.local += std::chrono::days{1};
  const auto whole = std::chrono::floor<std::chrono::seconds>(written.local);
  const LocalSeconds local = whole.time_since_epoch().count();
  const UtcSeconds utc = written.offset ? local - written.offset->count() * 60 : zone_.to_utc(local);
  return WallTime{std::chrono::seconds{utc}} + (written.local - whole);
}

void OfficeReader::finish_items() {
  shelf_.measure();
  workspace_.office.media = std::move(shelf_.media());
  std::set<std::size_t> reported;
  const std::vector<std::string> present = media_below(root_);
  for (WrittenItem& written : items_) {
    const Medium& medium = workspace_.office.media[written.medium];
    if (medium.fault && reported.insert(written.medium).second) {
      std::string remedy = "mend, replace or remove it";
      std::error_code error;
      if (!fs::exists(medium.path, error)) {
        const std::string nearest = closest(medium.name, present);
        remedy = nearest.empty() ? "put the file there, or remove the item"
                                 : fmt::format("did you mean \"{}\"?", nearest);
      }
      add(Severity::error, written.file, written.position,
          fmt::format("\"{}\" cannot be played: {}", medium.name, *medium.fault), remedy);
    }
    written.item.medium = written.medium;
    written.item.duration = item_duration(medium, written.duration);
    workspace_.office.channels[written.channel].playlists[written.playlist].items.push_back(written.item);
  }
}

void OfficeReader::check_screens() {
  Office& office = workspace_.office;
  const std::vector<std::string> ids = channel_ids();
  if (office.default_channel.empty() && !ids.empty()) {
    if (ids.size() > 1) {
      add(Severity::error, "office.toml", {}, "the office names no default channel",
          fmt::format("add default_channel = \"{}\"", ids.front()));
    }
    office.default_channel = ids.front();
  } else if (!ids.empty() && !office.channels.contains(office.default_channel)) {
    const std::string nearest = closest(office.default_channel, ids);
    add(Severity::error, "office.toml", {},
        fmt::format("the default channel \"{}\" does not exist", office.default_channel),
        fmt::format("write default_channel = \"{}\"", nearest.empty() ? ids.front() : nearest));
    office.default_channel = ids.front();
  }
  for (Screen& screen : office.screens) {
    if (screen.channel.empty()) screen.channel = office.default_channel;
    if (ids.empty() || office.channels.contains(screen.channel)) continue;
    const std::string nearest = closest(screen.channel, ids);
    add(Severity::error, "screens.toml", screen_positions_[screen.id],
        fmt::format("screen \"{}\" plays channel \"{}\", which does not exist", screen.id, screen.channel),
        nearest.empty() ? fmt::format("choose one of the files in channels/, such as \"{}\"", ids.front())
                        : fmt::format("did you mean \"{}\"?", nearest));
    screen.channel = office.default_channel;
  }
}

void OfficeReader::check_calendar(Channel& channel) {
  if (channel.calendar_name.empty()) return;
  const auto calendar =
      Calendar::parse(channel.calendar, channel.calendar_name, zone_, workspace_.diagnostics);
  if (!calendar) {
    add(Severity::error, channel.calendar_name, {}, "not an iCalendar file",
        "export it from a calendar program as .ics");
    channel.calendar.clear();  // the default playlist plays on
    return;
  }
  std::vector<std::string> names;
  for (const auto& [name, playlist] : channel.playlists) names.push_back(name);
  std::set<std::string> places;
  for (const Screen& screen : workspace_.office.screens) {
    places.insert(screen.id);
    places.insert(screen.tags.begin(), screen.tags.end());
  }
  const std::vector<std::string> known_places(places.begin(), places.end());
  for (const CalendarEvent& event : calendar->events) {
    const Position at{event.line, 0};
    if (!channel.playlists.contains(event.text.summary)) {
      const std::string nearest = closest(event.text.summary, names);
      add(Severity::error, channel.calendar_name, at,
          fmt::format("SUMMARY \"{}\" is no playlist of this channel", event.text.summary),
          nearest.empty() ? fmt::format("name one of its playlists, such as \"{}\"",
                                        names.empty() ? "daily" : names.front())
                          : fmt::format("did you mean \"{}\"?", nearest));
    }
    for (const std::string& token : event.text.locations) {
      if (places.contains(token)) continue;
      const std::string nearest = closest(token, known_places);
      add(Severity::warning, channel.calendar_name, at,
          fmt::format("LOCATION \"{}\" is no screen and no tag", token),
          nearest.empty() ? "name screens or tags of screens.toml"
                          : fmt::format("did you mean \"{}\"?", nearest));
    }
    if (event.length.days == 0 && event.length.seconds == 0) {
      add(Severity::warning, channel.calendar_name, at, "the event lasts no time, so it never plays",
          "give it a DTEND after its DTSTART");
    }
  }
}

void OfficeReader::warn_of_unused() {
  std::set<std::string> used;
  for (const Medium& medium : workspace_.office.media) used.insert(medium.name);
  for (const std::string& name : media_below(root_ / "media")) {
    if (used.contains("media/" + name)) continue;
    add(Severity::warning, "media/" + name, {}, "no playlist plays it", "add it to one, or remove it");
  }
}

void OfficeReader::warn_of_missing_captions() {
  for (const Medium& medium : workspace_.office.media) {
    if (medium.fault || medium.kind != MediumKind::video) continue;
    const std::string stem = medium.path.stem().string() + ".";
    bool found = false;
    std::error_code error;
    for (fs::directory_iterator it(medium.path.parent_path(), error);
         !error && it != fs::directory_iterator(); it.increment(error)) {
      const std::string extension = it->path().extension().string();
      const bool captions =
          extension == ".vtt" || extension == ".srt" || extension == ".ass" || extension == ".ssa";
      found = found || (captions && it->path().filename().string().starts_with(stem));
    }
    if (found) continue;
    add(Severity::warning, medium.name, {}, "the film has no captions beside it",
        fmt::format("add {}zh.vtt: most screens are mute", stem));
  }
}

Workspace OfficeReader::run() {
  workspace_.office.root = root_;
  read_office_file();
  read_screens();
  read_channels();
  check_screens();
  finish_items();
  for (auto& [id, channel] : workspace_.office.channels) check_calendar(channel);
  warn_of_unused();
  warn_of_missing_captions();
  return std::move(workspace_);
}

}  // namespace

Nanoseconds item_duration(const Medium& medium, std::optional<Nanoseconds> wanted) {
  if (medium.fault) return Nanoseconds{0};
  if (medium.kind == MediumKind::picture || medium.duration == Nanoseconds{0})
    return wanted.value_or(kPictureDuration);
  return wanted ? std::min(*wanted, medium.duration) : medium.duration;
}

Workspace read_office(const fs::path& root) {
  return OfficeReader(root).run();
}

}  // namespace crier
