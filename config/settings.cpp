// SPDX-License-Identifier: Apache-2.0
#include "config/settings.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "config/toml_file.hpp"

namespace crier {
namespace {

constexpr int kLeastSide = 16;
constexpr int kMostSide = 16'384;

// Reads a key whose value is one of a few words.
template <class Value>
void read_word(TomlTable& table, const std::string& key, const std::map<std::string, Value>& words,
               Value& into) {
  const auto text = table.string(key);
  if (!text) return;
  if (const auto found = words.find(*text); found != words.end()) {
    into = found->second;
    return;
  }
  std::string choices;
  for (const auto& [word, value] : words) choices += (choices.empty() ? "\"" : ", \"") + word + "\"";
  table.complain(key, fmt::format("\"{}\" is \"{}\", which is none of its words", key, *text),
                 "choose one of " + choices);
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

PlayerSettings read_player_settings(const std::filesystem::path& file, const PlayerSettings& defaults,
                                    Diagnostics& diagnostics) {
  PlayerSettings settings = defaults;
  const TomlFile toml = TomlFile::read(file, file.string(), diagnostics);
  TomlTable root = toml.root();
  if (const auto content = root.string("content")) settings.content = file.parent_path() / *content;
  if (const auto screen = root.string("screen")) settings.screen = *screen;
  if (const auto display = root.integer("display", 0, 63)) settings.display = static_cast<int>(*display);
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
  root.reject_unknown_keys();
  return settings;
}

}  // namespace crier
