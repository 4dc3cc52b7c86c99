// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/m3u8.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace crier {
namespace {

using namespace std::chrono_literals;

TEST(M3u8, reads_locations_titles_and_lengths) {
  Diagnostics diagnostics;
  const auto entries = parse_m3u8(
      "\xEF\xBB\xBF#EXTM3U\r\n"
      "#PLAYLIST:Evening\r\n"
      "#EXTINF:12.5,Anti-fraud, part one\r\n"
      "media/a film.mp4\r\n"
      "\r\n"
      "#EXTINF:-1 tvg-id=\"x,y\" group-title=\"z\",谣言\r\n"
      "../media/rumour%20two.mp4\r\n"
      "  plain.png  \r\n"
      "file:///srv/media/%E6%99%AE.mp4\n"
      "C:\\films\\a.mp4",
      "list.m3u8", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  ASSERT_EQ(entries.size(), 5U);
  EXPECT_EQ(entries[0].location, "media/a film.mp4");
  EXPECT_EQ(entries[0].title, "Anti-fraud, part one");
  EXPECT_EQ(entries[0].duration, Nanoseconds(12500ms));
  EXPECT_EQ(entries[0].line, 4);
  EXPECT_EQ(entries[1].location, "../media/rumour%20two.mp4");
  EXPECT_EQ(entries[1].title, "谣言");
  EXPECT_FALSE(entries[1].duration);
  EXPECT_EQ(entries[2].location, "plain.png");
  EXPECT_TRUE(entries[2].title.empty());
  EXPECT_EQ(entries[2].line, 8);
  EXPECT_EQ(entries[3].location, "/srv/media/普.mp4");
  EXPECT_EQ(entries[4].location, "C:\\films\\a.mp4");
}

TEST(M3u8, what_screens_cannot_play_is_named_with_its_line) {
  const struct {
    const char* text;
    int line;
    const char* says;
    std::size_t entries;
  } rows[] = {
      {"a.mp4\nhttp://example.org/b.mp4\nc.mp4", 2, "network", 2},
      {"#EXTM3U\nHTTPS://example.org/b.mp4", 2, "network", 0},
      {"rtsp://example.org/live", 1, "network", 0},
      {"smb://server/share/a.mp4", 1, "network", 0},
      {"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nseg0.ts", 2, "stream segments", 0},
      {"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow.m3u8", 2, "stream segments", 0},
      {"#EXTINF:soon,Title\na.mp4", 1, "length", 1},
      {"#EXTINF:\na.mp4", 1, "length", 1},
      {"\xFF\xFE#\0E\0X\0", 0, "UTF-8", 0},
      {"caf\xE9.mp4", 0, "UTF-8", 0},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text);
    Diagnostics diagnostics;
    EXPECT_EQ(parse_m3u8(row.text, "list.m3u8", diagnostics).size(), row.entries);
    ASSERT_EQ(diagnostics.size(), 1U);
    EXPECT_EQ(diagnostics[0].file, "list.m3u8");
    EXPECT_EQ(diagnostics[0].line, row.line);
    EXPECT_NE(diagnostics[0].what.find(row.says), std::string::npos) << diagnostics[0].what;
    EXPECT_FALSE(diagnostics[0].remedy.empty());
  }
}

TEST(M3u8, a_list_with_nul_bytes_is_refused_whole) {
  Diagnostics diagnostics;
  EXPECT_TRUE(parse_m3u8(std::string_view("a.mp4\n\0b.mp4", 12), "list.m3u8", diagnostics).empty());
  EXPECT_EQ(diagnostics.size(), 1U);
}

TEST(M3u8, an_empty_list_is_no_mistake) {
  Diagnostics diagnostics;
  EXPECT_TRUE(parse_m3u8("", "list.m3u8", diagnostics).empty());
  EXPECT_TRUE(parse_m3u8("#EXTM3U\n\n# nothing yet\n", "list.m3u8", diagnostics).empty());
  EXPECT_TRUE(diagnostics.empty());
}

TEST(M3u8, impossible_lengths_read_as_none) {
  for (const char* text :
       {"#EXTINF:nan,\na.mp4", "#EXTINF:1e30,\na.mp4", "#EXTINF:0,\na.mp4", "#EXTINF:-5,\na.mp4"}) {
    Diagnostics diagnostics;
    const auto entries = parse_m3u8(text, "list.m3u8", diagnostics);
    ASSERT_EQ(entries.size(), 1U) << text;
    EXPECT_FALSE(entries[0].duration) << text;
  }
}

TEST(M3u8, what_it_writes_it_reads_back) {
  const std::vector<M3u8Entry> written = {{"media/a.mp4", "One, two", 12345ms, 0},
                                          {"#1.mp4", "line\nbreak", std::nullopt, 0},
                                          {"100%.mp4", "", 10s, 0}};
  const std::string text = to_m3u8(written);
  EXPECT_TRUE(text.starts_with("#EXTM3U\n#EXTINF:12.345,One, two\nmedia/a.mp4\n")) << text;
  Diagnostics diagnostics;
  const auto read = parse_m3u8(text, "list.m3u8", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  ASSERT_EQ(read.size(), 3U);
  EXPECT_EQ(read[0].location, written[0].location);
  EXPECT_EQ(read[0].title, written[0].title);
  EXPECT_EQ(read[0].duration, written[0].duration);
  EXPECT_EQ(read[1].location, "./#1.mp4");
  EXPECT_EQ(read[1].title, "line break");
  EXPECT_FALSE(read[1].duration);
  EXPECT_EQ(read[2].location, "100%.mp4");
}

TEST(M3u8, decodes_only_what_is_an_escape) {
  const struct {
    const char* text;
    const char* decoded;
  } rows[] = {{"a%20b", "a b"}, {"%e6%99%AE", "普"}, {"100%", "100%"}, {"100%2", "100%2"},
              {"%zz", "%zz"},   {"%00", "%00"},      {"%%41", "%A"},   {"", ""}};
  for (const auto& row : rows) EXPECT_EQ(percent_decoded(row.text), row.decoded) << row.text;
}

TEST(M3u8, leaves_out_a_file_url_that_names_no_file) {
  for (const char* const text : {"file://\n", "file:///media/a%0Ab.mp4\n"}) {
    Diagnostics diagnostics;
    EXPECT_TRUE(parse_m3u8(text, "list.m3u8", diagnostics).empty()) << text;
    EXPECT_EQ(diagnostics.size(), 1U) << text;
  }
}

}  // namespace
}  // namespace crier
