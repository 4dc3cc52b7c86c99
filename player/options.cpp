// SPDX-License-Identifier: Apache-2.0
#include "player/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "config/time_text.hpp"

namespace crier {
namespace {

constexpr const char* kSystemSettings = "/etc/crier/player.toml";

// What was typed; an option that was not leaves the settings file's value.
struct Typed {
  std::string content;
  std::string repository;
  std::string config;
  std::string screen;
  std::string window;
  std::string at;
  std::string run_for;
  std::string stats;
  std::string record;
  std::string frames;
  std::optional<int> display;
  bool headless = false;
  bool allow_quit = false;
  bool mute = false;
  bool progress = false;
};

std::string check_duration(const std::string& text) {
  const auto duration = parse_duration(text);
  return duration ? std::string() : duration.error().message;
}

std::string check_time(const std::string& text) {
  const auto time = parse_time(text);
  return time ? std::string() : time.error().message;
}

std::string check_screens(const std::string& text) {
  PlayerSettings scratch;
  const auto chosen = choose_screens(text, scratch);
  return chosen ? std::string() : chosen.error().message;
}

std::string check_window(const std::string& text) {
  const auto size = parse_window_size(text);
  return size ? std::string() : size.error().message;
}

void declare(CLI::App& app, Typed& typed) {
  CLI::Option* const path = app.add_option(
      "PATH", typed.content, "What to play: a workspace, a folder of videos, a file or an M3U8 playlist");
  app.add_option("--repository", typed.repository,
                 "Play what an office publishes there: https://HOST/PATH, or a folder")
      ->type_name("URL")
      ->excludes(path);
  app.add_option("--config", typed.config, fmt::format("Settings file (TOML); default {}", kSystemSettings))
      ->type_name("FILE");
  app.add_option("--screen", typed.screen,
                 "This screen's id in screens.toml; ID@N puts it on display N, and A@0,B@1 plays several "
                 "screens, one on each display")
      ->type_name("ID[@N],...")
      ->check(CLI::Validator(check_screens, ""));
  app.add_option("--window", typed.window, "Play in a window of this size instead of full screen")
      ->type_name("WxH")
      ->check(CLI::Validator(check_window, ""));
  app.add_option("--display", typed.display, "Which display, counted from 0")
      ->type_name("N")
      ->check(CLI::Range(0, 63));
  app.add_flag("--headless", typed.headless, "Play without any display: for servers and tests");
  app.add_option("--at", typed.at,
                 "Play as if it were this time (RFC 3339; without an offset: the office's time)")
      ->type_name("TIME")
      ->check(CLI::Validator(check_time, ""));
  app.add_option("--for", typed.run_for, "Stop after this long, such as 90s, 5m or 1h")
      ->type_name("DURATION")
      ->check(CLI::Validator(check_duration, ""));
  app.add_option("--stats", typed.stats, "Write what was really shown to this file at exit (JSON)")
      ->type_name("FILE");
  app.add_option("--record", typed.record,
                 "Record instead of playing, as fast as it can be decoded: a film with its sound (.mp4), or "
                 "a contact sheet (.png)")
      ->type_name("FILE");
  app.add_option("--frames", typed.frames, "Write a line about every presented frame to this file")
      ->type_name("FILE");
  app.add_flag("--progress", typed.progress,
               "With --record: tell on standard output how far it is, for programs");
  app.add_flag("--mute", typed.mute, "Play without sound; no sound device is opened");
  app.add_flag("--allow-quit", typed.allow_quit, "Let Q and Escape quit, full screen too");
}

PlayerSettings lay_over(PlayerSettings settings, const Typed& typed) {
  if (!typed.repository.empty()) settings.repository.url = typed.repository;
  if (!typed.content.empty()) {
    settings.content = typed.content;
    settings.repository.url.clear();
  }
  if (!typed.window.empty()) settings.window = *parse_window_size(typed.window);
  if (typed.display) settings.display = *typed.display;
  // Checked while it was parsed. It comes last: a display named with its screen is the closer word.
  if (!typed.screen.empty()) static_cast<void>(choose_screens(typed.screen, settings));
  settings.headless = settings.headless || typed.headless;
  settings.allow_quit = settings.allow_quit || typed.allow_quit;
  settings.sound = settings.sound && !typed.mute;
  return settings;
}

}  // namespace

ParsedOptions parse_player_options(int argc, const char* const* argv, const std::string& program) {
  CLI::App app(program == "crier-kiosk"
                   ? "Plays an office's films until somebody touches the screen, and serves them then."
                   : "Plays an office's films on a screen: on time, without a gap, unattended.",
               program);
  Typed typed;
  declare(app, typed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return {std::nullopt, status == 0 ? 0 : 2};
  }
  PlayerOptions options;
  std::error_code unused;
  if (typed.config.empty() && std::filesystem::exists(kSystemSettings, unused))
    typed.config = kSystemSettings;
  if (!typed.config.empty()) {
    Diagnostics diagnostics;
    options.settings = read_player_settings(typed.config, options.settings, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics) fmt::print(stderr, "{}\n", to_text(diagnostic));
    if (has_errors(diagnostics)) return {std::nullopt, 1};
  }
  options.settings = lay_over(std::move(options.settings), typed);
  if (typed.display && options.settings.screens.size() > 1) {
    fmt::print(stderr, "{}: --display is for one screen; write --screen A@0,B@1 for several\n", program);
    return {std::nullopt, 2};
  }
  if (options.settings.content.empty() && options.settings.repository.url.empty()) {
    fmt::print(stderr,
               "{}: nothing to play; name a folder, a file or a workspace, or set \"content\" or a "
               "[repository] in the settings file\n",
               program);
    return {std::nullopt, 2};
  }
  options.at = typed.at;
  options.stats = typed.stats;
  options.progress = typed.progress;
  options.record = typed.record;
  options.frames = typed.frames;
  if (!typed.run_for.empty()) options.run_for = *parse_duration(typed.run_for);
  return {options, 0};
}

}  // namespace crier
