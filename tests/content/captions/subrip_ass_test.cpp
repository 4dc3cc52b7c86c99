// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "content/captions/caption_file.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

struct SubtitleRow {
  const char* name;
  const char* bytes;
  std::vector<std::string> cues;  // "begin-end text" in milliseconds
  std::vector<int> mistakes;      // their lines
};

void PrintTo(const SubtitleRow& row, std::ostream* out) {
  *out << row.name;
}

void expect_reads(const SubtitleRow& row, CaptionFormat format) {
  const auto track = parse_captions(row.bytes, format);
  ASSERT_TRUE(track) << track.error().message;
  std::vector<std::string> cues;
  for (const CaptionCue& cue : track->cues)
    cues.push_back(fmt::format("{}-{} {}", cue.begin / 1ms, cue.end / 1ms, cue.text));
  EXPECT_EQ(cues, row.cues);
  std::vector<int> lines;
  for (const Diagnostic& mistake : track->mistakes) lines.push_back(mistake.line);
  EXPECT_EQ(lines, row.mistakes);
}

class Subrip : public testing::TestWithParam<SubtitleRow> {};

TEST_P(Subrip, ReadsWhatPlayersRead) {
  expect_reads(GetParam(), CaptionFormat::subrip);
}

INSTANTIATE_TEST_SUITE_P(
    Good, Subrip,
    testing::Values(
        SubtitleRow{"plain",
                    "1\n00:00:01,500 --> 00:00:02,000\na\nb\n\n2\n01:00:00,000 --> 01:00:01,000\nc\n",
                    {"1500-2000 a\nb", "3600000-3601000 c"},
                    {}},
        SubtitleRow{"crlf",
                    "1\r\n00:00:01,000 --> 00:00:02,000\r\na\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nb",
                    {"1000-2000 a", "3000-4000 b"},
                    {}},
        SubtitleRow{"stops for commas", "1\n00:00:01.000 --> 00:00:02.5\na\n", {"1000-2500 a"}, {}},
        SubtitleRow{"no counters",
                    "00:00:01,000 --> 00:00:02,000\na\n\n00:00:03,000 --> 00:00:04,000\nb\n",
                    {"1000-2000 a", "3000-4000 b"},
                    {}},
        SubtitleRow{"no blank lines",
                    "1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\nb\n",
                    {"1000-2000 a", "3000-4000 b"},
                    {}},
        SubtitleRow{"blank line in a cue",
                    "1\n00:00:01,000 --> 00:00:02,000\na\n\nb\n\n2\n00:00:03,000 --> 00:00:04,000\nc\n",
                    {"1000-2000 a\nb", "3000-4000 c"},
                    {}},
        SubtitleRow{"a number is said",
                    "1\n00:00:01,000 --> 00:00:02,000\n110\n\n2\n00:00:03,000 --> 00:00:04,000\nb\n",
                    {"1000-2000 110", "3000-4000 b"},
                    {}},
        SubtitleRow{"tight", "1\n0:0:1,0-->0:0:2,0\na\n", {"1000-2000 a"}, {}},
        SubtitleRow{
            "coordinates", "1\n00:00:01,000 --> 00:00:02,000 X1:1 X2:2 Y1:3 Y2:4\na\n", {"1000-2000 a"}, {}},
        SubtitleRow{"tags",
                    "1\n00:00:01,000 --> 00:00:02,000\n<font color=\"#fff\"><b>a</b></font><br>x &amp; y < z "
                    "{\\i1}b\n",
                    {"1000-2000 a\nx & y < z b"},
                    {}},
        SubtitleRow{"no hours", "01:01,000 --> 01:02,000\na\n", {"61000-62000 a"}, {}},
        SubtitleRow{"unsorted",
                    "00:00:03,000 --> 00:00:04,000\nb\n\n00:00:01,000 --> 00:00:02,000\na\n",
                    {"1000-2000 a", "3000-4000 b"},
                    {}}));
INSTANTIATE_TEST_SUITE_P(
    Mistaken, Subrip,
    testing::Values(
        SubtitleRow{"bad time",
                    "1\n00:00:01,000 --> 00:00\n a\n\n2\n00:00:03,000 --> 00:00:04,000\nb\n",
                    {"3000-4000 b"},
                    {2}},
        SubtitleRow{"bad minutes",
                    "00:61:01,000 --> 00:62:01,000\na\n\n00:00:03,000 --> 00:00:04,000\nb\n",
                    {"3000-4000 b"},
                    {1}},
        SubtitleRow{"backwards",
                    "00:00:02,000 --> 00:00:01,000\na\n\n00:00:03,000 --> 00:00:04,000\nb\n",
                    {"3000-4000 b"},
                    {1}},
        SubtitleRow{"stray", "title\n\n1\n00:00:03,000 --> 00:00:04,000\nb\n", {"3000-4000 b"}, {1}},
        SubtitleRow{"says nothing",
                    "1\n00:00:01,000 --> 00:00:02,000\n<i></i>\n\n2\n00:00:03,000 --> 00:00:04,000\nb\n",
                    {"3000-4000 b"},
                    {}},
        SubtitleRow{"arrow in text",
                    "1\n00:00:03,000 --> 00:00:04,000\na --> b -> c\n",
                    {"3000-4000 a --> b -> c"},
                    {}},
        SubtitleRow{"broken characters",
                    "1\n00:00:03,000 --> 00:00:04,000\n谣言\xFF\n",
                    {"3000-4000 谣言\uFFFD"},
                    {3}}));

TEST(Subrip, KeypadNumbersPlaceACue) {
  const std::pair<const char*, CaptionPlacement> rows[] = {
      {"{\\an8}", {CaptionEdge::top, CaptionSide::centre}},
      {"{\\an1}", {CaptionEdge::bottom, CaptionSide::left}},
      {"{\\an9}", {CaptionEdge::top, CaptionSide::right}},
      {"{\\an5}", {CaptionEdge::bottom, CaptionSide::centre}},
      {"{\\a6}", {CaptionEdge::top, CaptionSide::centre}},
      {"{\\a3}", {CaptionEdge::bottom, CaptionSide::right}},
      {"{\\an0}", {CaptionEdge::bottom, CaptionSide::centre}},
      {"{\\an}", {CaptionEdge::bottom, CaptionSide::centre}},
      {"{\\an8", {CaptionEdge::bottom, CaptionSide::centre}}};
  for (const auto& [tag, placement] : rows) {
    const auto track =
        parse_captions(fmt::format("00:00:01,000 --> 00:00:02,000\n{}a\n", tag), CaptionFormat::subrip);
    ASSERT_TRUE(track);
    ASSERT_EQ(track->cues.size(), 1U);
    EXPECT_TRUE(track->cues[0].placement == placement) << tag;
  }
}

class Ass : public testing::TestWithParam<SubtitleRow> {};

TEST_P(Ass, DialoguesBecomeCues) {
  expect_reads(GetParam(), CaptionFormat::ass);
}

INSTANTIATE_TEST_SUITE_P(
    Each, Ass,
    testing::Values(
        SubtitleRow{
            "plain",
            "[Script Info]\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, "
            "Effect, Text\n"
            "Dialogue: 0,0:00:01.50,0:00:02.00,Default,,0,0,0,,a, {\\b1}b\\Nc\\hd\nComment: "
            "0,0:00:01.50,0:00:02.00,Default,,0,0,0,,no\n",
            {"1500-2000 a, b\nc\u00A0d"},
            {}},
        SubtitleRow{
            "ssa order",
            "[Events]\r\nFormat: Marked, End, Start, Text\r\nDialogue: Marked=0,0:00:02.00,0:00:01.00,a\r\n",
            {"1000-2000 a"},
            {}},
        SubtitleRow{"drawing",
                    "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}a\n",
                    {"1000-2000 a"},
                    {}},
        SubtitleRow{"too few fields", "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00\n", {}, {2}},
        SubtitleRow{"no time", "[Events]\nDialogue: 0,1.00,0:00:02.00,D,,0,0,0,,a\n", {}, {2}},
        SubtitleRow{"backwards", "[Events]\nDialogue: 0,0:00:03.00,0:00:02.00,D,,0,0,0,,a\n", {}, {2}},
        SubtitleRow{"time too long", "[Events]\nDialogue: 0,0:00:01.500,0:00:02.00,D,,0,0,0,,a\n", {}, {2}}));

TEST(Ass, TheWholeScriptIsKeptInUtf8) {
  const auto track = parse_captions(
      "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,\xD2\xA5\xD1\xD4\n", CaptionFormat::ass);
  ASSERT_TRUE(track);
  EXPECT_EQ(track->ass_script, "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,D,,0,0,0,,谣言\n");
}

}  // namespace
}  // namespace crier
