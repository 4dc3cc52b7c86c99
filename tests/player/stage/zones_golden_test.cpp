// SPDX-License-Identifier: Apache-2.0
// Whole screens with a zone of every kind.
#include <gtest/gtest.h>

#include <chrono>

#include "tests/content/alerts/messages.hpp"
#include "tests/player/golden.hpp"
#include "tests/player/stage/screen_shots.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

std::string zone(const std::string& layout, const std::string& kind, const std::string& area,
                 const std::string& more = "") {
  return "[[layout." + layout + ".zones]]\nkind = \"" + kind + "\"\narea = " + area + "\n" + more;
}

const std::string kPlaylists =
    "default = \"daily\"\n[playlists.daily]\nitems = [\"media/film.mp4\"]\n"
    "[playlists.side]\nitems = [\"media/side.mp4\"]\n";

std::string layouts() {
  const std::string code =
      "code = \"https://example.org/\"\ntext = { zh = \"扫码看公告\", en = \"Scan for notices\" }\n";
  const std::string still = "media = \"media/still.png\"\nfit = \"cover\"\n";
  const std::string side = "playlist = \"side\"\n";
  return kPlaylists + "[layout.landscape]\nbackground = \"#071228\"\n" +
         zone("landscape", "programme", "[0, 0, 0.6, 0.6]") +
         zone("landscape", "playlist", "[0.6, 0.2, 0.4, 0.4]", side) +
         zone("landscape", "clock", "[0.6, 0, 0.4, 0.2]") +
         zone("landscape", "text", "[0, 0.6, 0.5, 0.3]", "background = \"#f4f1ea\"\n") +
         zone("landscape", "picture", "[0.5, 0.6, 0.15, 0.3]", still) +
         zone("landscape", "qr", "[0.65, 0.6, 0.35, 0.3]", code) +
         zone("landscape", "logo", "[0.02, 0.03, 0.1, 0.12]") +
         zone("landscape", "ticker", "[0, 0.9, 1, 0.1]") + "[layout.portrait]\nbackground = \"#071228\"\n" +
         zone("portrait", "clock", "[0.4, 0, 0.6, 0.1]") +
         zone("portrait", "programme", "[0, 0.1, 1, 0.316]") +
         zone("portrait", "playlist", "[0, 0.416, 0.6, 0.16]", side) +
         zone("portrait", "picture", "[0.6, 0.416, 0.4, 0.16]", still) +
         zone("portrait", "text", "[0, 0.576, 1, 0.234]", "background = \"#f4f1ea\"\n") +
         zone("portrait", "qr", "[0, 0.81, 1, 0.13]", code) +
         zone("portrait", "logo", "[0.04, 0.02, 0.3, 0.06]") +
         zone("portrait", "ticker", "[0, 0.94, 1, 0.06]");
}

// Everything that the layouts show.
void furnish(const SampleScreen& screen) {
  screen.add_film("film", "0x24405f");
  screen.add_film("side", "0x3c2a4d");
  screen.add_still("still", "0x1f6f5c", 200, 160);
  screen.add_still("logo", "0xc8352e", 96, 64);
  screen.write("notices/water.zh.md",
               "+++\ntitle = \"“全市停水三天”不属实\"\nkind = \"refutation\"\ndate = 2026-11-24\n+++\n\n"
               "经核实，**供水正常**。\n");
  screen.write("notices/water.en.md",
               "+++\ntitle = \"No three-day water cut\"\nkind = \"refutation\"\ndate = 2026-11-24\n+++\n\n"
               "**Supply is normal.**\n");
  screen.write("notices/week.zh.md",
               "+++\ntitle = \"宪法宣传周即将开始\"\ndate = 2026-11-20\n+++\n\n欢迎参加。\n");
  screen.write("notices/week.en.md", "+++\ntitle = \"Constitution Week\"\ndate = 2026-11-20\n+++\n\nCome.\n");
}

class ZonesGolden : public testing::TestWithParam<std::pair<const char*, ScreenSize>> {};

TEST_P(ZonesGolden, every_kind_on_one_screen) {
  const auto& [language, size] = GetParam();
  SampleScreen screen(layouts(), std::string("[\"") + language + "\"]");
  screen.write("office.toml",
               std::string("name = { zh = \"示例区互联网普法办公室\", en = \"Sample District Office\" }\n"
                           "logo = \"media/logo.png\"\ntime_zone = \"Asia/Shanghai\"\n"
                           "default_channel = \"hall\"\nlanguages = [\"") +
                   language + "\"]\n");
  furnish(screen);
  const WallTime film = screen.beginning_of("media/film.mp4", nine_o_clock());
  const auto shots = screen.at(size, film - 500ms, {film + 2s, film + 4s});
  ASSERT_EQ(shots.size(), 2U);
  EXPECT_TRUE(matches_golden(shots[0], std::string("screen-zones-") + language + "-" + size.name));
  // Two seconds later the film and the ticker are elsewhere; the golden shows where.
  EXPECT_TRUE(matches_golden(shots[1], std::string("screen-zones-later-") + language + "-" + size.name));
}

INSTANTIATE_TEST_SUITE_P(Screens, ZonesGolden,
                         testing::Values(std::pair("zh", kLandscape), std::pair("zh", kPortrait),
                                         std::pair("en", kLandscape), std::pair("en", kPortrait)),
                         [](const auto& row) {
                           return std::string(row.param.first) + "_" + row.param.second.name;
                         });

}  // namespace
}  // namespace crier
