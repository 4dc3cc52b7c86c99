// SPDX-License-Identifier: Apache-2.0
// A workspace without a mistake for tests to spoil, and the mistakes of a table.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

#include "content/workspace/workspace.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {

inline constexpr const char* kFilm =
    "-f lavfi -i testsrc2=s=96x64:r=25:d=2 -f lavfi -i sine=d=2 -c:v libx264 -preset ultrafast -pix_fmt "
    "yuv420p "
    "-c:a aac";
inline constexpr const char* kPicture = "-f lavfi -i color=s=64x64 -frames:v 1";

inline constexpr const char* kOffice =
    "name = { zh = \"示例\", en = \"Sample\" }\n"
    "time_zone = \"Asia/Shanghai\"\n"
    "languages = [\"zh\", \"en\"]\n"
    "default_channel = \"hall\"\n";
inline constexpr const char* kScreens =
    "[[screen]]\n"
    "id = \"S1\"\n"
    "tags = [\"north\"]\n"
    "size = \"1920x1080\"\n"
    "footfall_per_hour = 1200\n";
inline constexpr const char* kChannel =
    "title = { zh = \"大厅\", en = \"Hall\" }\n"
    "default = \"daily\"\n"
    "[playlists.daily]\n"
    "items = [\n"
    "  \"media/film.mp4\",\n"
    "]\n"
    "[playlists.evening]\n"
    "items = [\"media/film.mp4\"]\n";
inline constexpr const char* kCalendar =
    "BEGIN:VCALENDAR\r\n"
    "VERSION:2.0\r\n"
    "PRODID:-//Crier//test//EN\r\n"
    "BEGIN:VEVENT\r\n"
    "UID:1\r\n"
    "DTSTAMP:20260101T000000Z\r\n"
    "DTSTART:20260101T180000\r\n"
    "DTEND:20260101T220000\r\n"
    "SUMMARY:evening\r\n"
    "LOCATION:north\r\n"
    "END:VEVENT\r\n"
    "END:VCALENDAR\r\n";

class Good {
 public:
  explicit Good(const std::string& channel = kChannel) {
    write("office.toml", kOffice);
    write("screens.toml", kScreens);
    write("channels/hall.toml", channel);
    write("channels/hall.ics", kCalendar);
    std::filesystem::create_directory(folder_ / "media");
    make_clip(folder_ / "media/film.mp4", kFilm);
    write("media/film.zh.vtt", "WEBVTT\n");
  }

  void write(std::string_view name, std::string_view text) { write_file(folder_ / name, text); }

  void replace(std::string_view name, const std::string& old, const std::string& with) {
    std::string text = read_file(folder_ / name);
    const std::size_t at = text.find(old);
    ASSERT_NE(at, std::string::npos) << old;
    write(name, text.replace(at, old.size(), with));
  }

  void remove(std::string_view name) { std::filesystem::remove_all(folder_ / name); }
  std::filesystem::path operator/(std::string_view name) const { return folder_ / name; }

  Workspace load() const {
    auto workspace = load_workspace(folder_.path());
    EXPECT_TRUE(workspace);
    return workspace ? std::move(*workspace) : Workspace();
  }

  // What is said, one line each.
  std::string complaints() const {
    std::string text;
    for (const Diagnostic& diagnostic : load().diagnostics) text += to_text(diagnostic) + "\n";
    return text;
  }

 private:
  TemporaryFolder folder_;
};

struct Mistake {
  const char* file;
  const char* old;
  const char* with;
  const char* says;  // begins a line of the complaints
};

inline void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.file << ": " << mistake.with;
}

// Spoils `good` by the mistake and holds it against what is said.
inline void expect_complaint(Good& good, const Mistake& mistake) {
  ASSERT_NO_FATAL_FAILURE(good.replace(mistake.file, mistake.old, mistake.with));
  const std::string complaints = good.complaints();
  EXPECT_NE(("\n" + complaints).find(std::string("\n") + mistake.says), std::string::npos) << complaints;
  for (const Diagnostic& diagnostic : good.load().diagnostics) EXPECT_FALSE(diagnostic.remedy.empty());
}

}  // namespace crier
