// SPDX-License-Identifier: Apache-2.0
#include "content/commands/starter.hpp"

#include <array>

namespace crier {
namespace {

constexpr std::string_view kOffice = R"(# The office. 单位的基本情况。
name = { zh = "我的普法办公室", en = "My Office" }
time_zone = "Asia/Shanghai"
languages = ["zh", "en"]
default_channel = "main"
)";

constexpr std::string_view kScreens = R"(# Every screen has its own [[screen]]. 每块屏幕一段。
[[screen]]
id = "screen-01"
# channel = "main"           # which channel it plays; the default channel where left out
tags = ["hall"]              # a calendar's LOCATION names ids or tags
# size = "1920x1080"
# rotation = 90              # quarter turns the picture needs on the panel: 0, 90, 180, 270
# footfall_per_hour = 1200   # people who pass by in an hour
)";

constexpr std::string_view kChannel = R"(# What the channel plays. 频道的播放单。
title = { zh = "主频道", en = "Main" }
default = "daily"            # plays whenever the calendar main.ics says nothing

[playlists.daily]
items = [
  # "media/film.mp4",
  # { media = "media/card.png", duration = "10s" },
  # { media = "media/campaign.mp4", weight = 2, valid_from = 2026-01-01, valid_until = 2026-12-31 },
]

[playlists.evening]
items = [
  # "media/film.mp4",
]

# Without a layout the programme fills the screen. 不写版面时，节目占满整个屏幕。
# [layout.landscape]
# [[layout.landscape.zones]]
# kind = "programme"         # others: playlist picture logo text ticker clock qr
# area = [0, 0, 1, 0.9]      # left, top, width, height in parts of the screen
# [[layout.landscape.zones]]
# kind = "ticker"            # the titles of notices/NAME.zh.md
# area = [0, 0.9, 1, 0.1]
)";

constexpr std::string_view kCalendar =
    "BEGIN:VCALENDAR\r\n"
    "VERSION:2.0\r\n"
    "PRODID:-//Crier//crier new//EN\r\n"
    "BEGIN:VEVENT\r\n"
    "UID:evening@main\r\n"
    "DTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20260101T180000\r\n"
    "DTEND:20260101T220000\r\n"
    "RRULE:FREQ=DAILY\r\n"
    "SUMMARY:evening\r\n"
    "LOCATION:hall\r\n"
    "DESCRIPTION:SUMMARY names a playlist of main.toml\\, LOCATION screens or tags.\r\n"
    "END:VEVENT\r\n"
    "END:VCALENDAR\r\n";

constexpr std::string_view kMedia =
    R"(Put films, pictures and sound here, then list them in channels/main.toml.
把视频、图片和声音放在这里，再写进 channels/main.toml。

Captions lie beside their film: film.mp4, film.zh.vtt, film.en.vtt.
字幕与视频放在一起：film.mp4、film.zh.vtt、film.en.vtt。

Then run:  crier check .
)";

constexpr std::array<StarterFile, 5> kFiles = {{{"office.toml", kOffice},
                                                {"screens.toml", kScreens},
                                                {"channels/main.toml", kChannel},
                                                {"channels/main.ics", kCalendar},
                                                {"media/README.txt", kMedia}}};

}  // namespace

std::span<const StarterFile> starter_files() {
  return kFiles;
}

}  // namespace crier
