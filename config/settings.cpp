// SPDX-License-Identifier: Apache-2.0
#include "config/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>

#include "config/toml_file.hpp"

namespace crier {
namespace {

constexpr int kLeastSide = 16;
constexpr int kMostSide = 16'384;
constexpr int kLastDisplay = 63;

// Reads a key whose value is one of a few words.
template <class Value>
void read_word(TomlTable& table, const std::string& key, const std::map<std::string, Value>& words,
               Value& into) {
  std::vector<std::string> known;
  for (const auto& [word, value] : words) known.push_back(word);
  if (const auto word = table.word(key, known)) into = words.at(*word);
}

bool shares_display(const std::vector<ScreenOnDisplay>& screens, int display) {
  return std::any_of(screens.begin(), screens.end(),
                     [display](const ScreenOnDisplay& other) { return other.display == display; });
}

// One screen is what `screen` and `display` have always said.
void settle_screens(std::vector<ScreenOnDisplay> screens, PlayerSettings& settings) {
  if (screens.empty()) return;
  settings.screen = screens.front().id;
  settings.display = screens.front().display;
  if (screens.size() == 1) screens.clear();
  settings.screens = std::move(screens);
}

// [[screen]] with id and display; a display left out is the entry's place in the list.
void read_screens(TomlTable& root, PlayerSettings& settings) {
  std::vector<ScreenOnDisplay> screens;
  int place = 0;
  for (TomlTable& table : root.tables("screen")) {
    const auto id = table.string("id");
    if (!table.has("id"))
      table.complain("id", "this screen has no id", "write id = \"...\" as in screens.toml");
    const int display = static_cast<int>(table.integer("display", 0, kLastDisplay).value_or(place++));
    table.reject_unknown_keys();
    if (shares_display(screens, display)) {
      table.complain("display", fmt::format("two screens share display {}", display),
                     "give each screen a display of its own");
    } else if (id) {
      screens.push_back({*id, display});
    }
  }
  settle_screens(std::move(screens), settings);
}

void read_technician_key(TomlTable& table, const std::filesystem::path& folder, KioskSettings& kiosk) {
  constexpr std::size_t kDigits = 64;
  const auto file = table.string("technician_key");
  const auto digest = table.string("technician_key_sha256");
  if (!file && !digest) return;
  if (!file || !digest) {
    const char* const missing = file ? "technician_key_sha256" : "technician_key";
    table.complain(missing, fmt::format("{} is missing", missing),
                   "write both: the file, and what sha256sum says of it");
    return;
  }
  if (digest->size() != kDigits || digest->find_first_not_of("0123456789abcdef") != std::string::npos) {
    table.complain("technician_key_sha256", "this is no SHA-256",
                   "write what sha256sum says of the key file");
    return;
  }
  kiosk.technician_key = folder / *file;
  kiosk.technician_key_sha256 = *digest;
}

void read_outbox(TomlTable& table, const std::filesystem::path& folder, KioskSettings& kiosk) {
  const auto read_path = [&](const char* key, std::filesystem::path& into) {
    if (const auto path = table.string(key)) into = folder / *path;
  };
  read_path("outbox", kiosk.outbox);
  read_path("store_password_file", kiosk.store_password_file);
  read_path("store_authority", kiosk.store_authority);
  kiosk.store = table.string("store").value_or("");
  kiosk.store_user = table.string("store_user").value_or("");
  kiosk.store_region = table.string("store_region").value_or("");
  if (kiosk.outbox.empty() == kiosk.store.empty()) return;
  const char* const missing = kiosk.outbox.empty() ? "outbox" : "store";
  table.complain(missing, fmt::format("{} is missing", missing),
                 "write both: the folder where sealed reports wait, and the store that they go to");
  kiosk.outbox.clear();
  kiosk.store.clear();
}

void read_kiosk(TomlTable& table, const std::filesystem::path& folder, KioskSettings& kiosk) {
  kiosk.millimetres_per_pixel =
      table.number("millimetres_per_pixel", 0.02, 5).value_or(kiosk.millimetres_per_pixel);
  const auto read_seconds = [&table](const char* key, std::chrono::seconds& into) {
    if (const auto written = table.duration(key)) into = std::chrono::ceil<std::chrono::seconds>(*written);
  };
  read_seconds("reading_idle", kiosk.reading_idle);
  read_seconds("form_idle", kiosk.form_idle);
  read_seconds("countdown", kiosk.countdown);
  kiosk.private_speech = table.boolean("private_speech").value_or(kiosk.private_speech);
  read_technician_key(table, folder, kiosk);
  read_outbox(table, folder, kiosk);
  table.reject_unknown_keys();
}

void read_repository(TomlTable& table, const std::filesystem::path& folder, RepositorySettings& repository) {
  constexpr int kMostKilobytes = 1'000'000;
  constexpr int kMostMegabytes = 100'000'000;
  const auto read_path = [&](const char* key, std::filesystem::path& into) {
    if (const auto path = table.string(key)) into = folder / *path;
  };
  repository.url = table.string("url").value_or(repository.url);
  read_path("store", repository.store);
  read_path("root", repository.root);
  read_path("authority", repository.authority);
  if (const auto poll = table.duration("poll"))
    repository.poll = std::max(std::chrono::ceil<std::chrono::seconds>(*poll), std::chrono::seconds(1));
  repository.download_hours = table.string("download_hours").value_or("");
  repository.download_limit =
      static_cast<unsigned>(table.integer("download_limit", 0, kMostKilobytes).value_or(0));
  repository.quota = static_cast<unsigned>(table.integer("quota", 0, kMostMegabytes).value_or(0));
  for (const PlacedString& peer : table.strings("peers")) repository.peers.push_back(peer.text);
  repository.nudge = table.string("nudge").value_or("");
  table.reject_unknown_keys();
}

// "A@1" taken apart. A number that is too large is kept, so that it is refused and not taken for a name.
struct NamedScreen {
  std::string id;
  std::optional<int> display;
};

NamedScreen take_apart(const std::string& text) {
  const std::size_t at = text.rfind('@');
  const std::string digits = at == std::string::npos ? std::string() : text.substr(at + 1);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos)
    return {text, std::nullopt};
  int display = kLastDisplay + 1;
  std::from_chars(digits.data(), digits.data() + digits.size(), display);
  return {text.substr(0, at), display};
}

}  // namespace

Result<WindowSize> parse_window_size(const std::string& text) {
  const auto wrong = [&text] {
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" is not a size: write it like 1280x720, each side from {} to {}", text,
                            kLeastSide, kMostSide));
  };
  WindowSize size;
  const char* const end = text.data() + text.size();
  const auto [middle, width_status] = std::from_chars(text.data(), end, size.width);
  if (width_status != std::errc{} || middle == end || *middle != 'x') return wrong();
  const auto [rest, height_status] = std::from_chars(middle + 1, end, size.height);
  if (height_status != std::errc{} || rest != end) return wrong();
  for (const int side : {size.width, size.height}) {
    if (side < kLeastSide || side > kMostSide) return wrong();
  }
  return size;
}

Result<void> choose_screens(const std::string& text, PlayerSettings& settings) {
  const auto wrong = [&text](std::string_view why) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" {}: write ID, ID@DISPLAY or ID@0,ID@1 with displays from 0 to {}", text,
                            why, kLastDisplay));
  };
  std::vector<ScreenOnDisplay> screens;
  const bool is_single = text.find(',') == std::string::npos;
  std::istringstream parts(text + ",");
  for (std::string part; std::getline(parts, part, ',');) {
    const NamedScreen named = take_apart(part);
    const int otherwise = is_single ? settings.display : static_cast<int>(screens.size());
    const int display = named.display.value_or(otherwise);
    if (named.id.empty()) return wrong("names no screen");
    if (display > kLastDisplay) return wrong("names a display that cannot be");
    if (shares_display(screens, display)) return wrong("puts two screens on one display");
    screens.push_back({named.id, display});
  }
  settings.screens.clear();
  settle_screens(std::move(screens), settings);
  return {};
}

PlayerSettings read_player_settings(const std::filesystem::path& file, const PlayerSettings& defaults,
                                    Diagnostics& diagnostics) {
  PlayerSettings settings = defaults;
  const TomlFile toml = TomlFile::read(file, file.string(), diagnostics);
  TomlTable root = toml.root();
  if (const auto content = root.string("content")) settings.content = file.parent_path() / *content;
  if (const auto display = root.integer("display", 0, kLastDisplay))
    settings.display = static_cast<int>(*display);
  if (root.holds_tables("screen")) {
    read_screens(root, settings);
    root.refuse("display", "each [[screen]] says its own display", "take this line away");
  } else if (const auto screen = root.string("screen")) {
    settings.screen = *screen;
  }
  for (const PlacedString& folder : root.strings("alerts"))
    settings.alerts.push_back(file.parent_path() / folder.text);
  if (const auto window = root.string("window")) {
    if (const auto size = parse_window_size(*window)) {
      settings.window = *size;
    } else {
      root.complain("window", fmt::format("\"window\" is \"{}\", which is not a size", *window),
                    "write it like \"1280x720\"");
    }
  }
  settings.headless = root.boolean("headless").value_or(settings.headless);
  settings.allow_quit = root.boolean("allow_quit").value_or(settings.allow_quit);
  settings.sound = root.boolean("sound").value_or(settings.sound);
  settings.sound_device = root.string("sound_device").value_or(settings.sound_device);
  read_word<DisplayPath>(
      root, "display_path",
      {{"automatic", DisplayPath::automatic}, {"software", DisplayPath::software}, {"gpu", DisplayPath::gpu}},
      settings.display_path);
  read_word<HardwareDecoding>(root, "hardware_decoding",
                              {{"automatic", HardwareDecoding::automatic}, {"off", HardwareDecoding::off}},
                              settings.hardware_decoding);
  if (auto repository = root.table("repository"))
    read_repository(*repository, file.parent_path(), settings.repository);
  if (auto kiosk = root.table("kiosk")) read_kiosk(*kiosk, file.parent_path(), settings.kiosk);
  root.reject_unknown_keys();
  return settings;
}

}  // namespace crier
