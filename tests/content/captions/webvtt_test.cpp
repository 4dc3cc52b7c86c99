// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "content/captions/caption_file.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

CaptionTrack parsed(std::string_view bytes) {
  auto track = parse_captions(bytes, CaptionFormat::webvtt);
  EXPECT_TRUE(track) << track.error().message;
  return track ? *std::move(track) : CaptionTrack();
}

struct TextRow {
  const char* written;
  const char* shown;
};

class WebvttText : public testing::TestWithParam<TextRow> {};

TEST_P(WebvttText, IsShownWithoutItsMarkup) {
  const CaptionTrack track =
      parsed(fmt::format("WEBVTT\n\n00:00.000 --> 00:01.000\n{}\n", GetParam().written));
  ASSERT_EQ(track.cues.size(), 1U);
  EXPECT_EQ(track.cues[0].text, GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(
    Good, WebvttText,
    testing::Values(TextRow{"plain", "plain"}, TextRow{"two\nlines", "two\nlines"},
                    TextRow{"<v Speaker name>words</v>", "words"},
                    TextRow{"<b>b</b><i.c.d>i</i><u>u</u>", "biu"}, TextRow{"<c.yellow.bg_blue>c</c>", "c"},
                    TextRow{"<lang en>l</lang>", "l"}, TextRow{"a<00:00:00.500>b", "ab"},
                    TextRow{"&lt;b&gt; &amp; &quot;", "<b> & \""}, TextRow{"a&nbsp;b", "a\u00A0b"},
                    TextRow{"&#20013;&#x6587;", "中文"},
                    TextRow{"<ruby>中<rt>zhong</rt>文<rt>wen</rt></ruby>", "中（zhong）文（wen）"},
                    TextRow{"<ruby>中<rt>zhong</ruby>文", "中（zhong）文"},
                    TextRow{"  spaces\taround ", "spaces around"}));
INSTANTIATE_TEST_SUITE_P(Odd, WebvttText,
                         testing::Values(TextRow{"a & b", "a & b"}, TextRow{"a &unknown; b", "a &unknown; b"},
                                         TextRow{"&#0;x", "\uFFFDx"}, TextRow{"&#xD800;x", "\uFFFDx"},
                                         TextRow{"&#99999999999;x", "&#99999999999;x"}, TextRow{"a<b", "a"},
                                         TextRow{"a</b>c", "ac"}, TextRow{"a<>c", "ac"},
                                         TextRow{"{\\an8}a", "{\\an8}a"},
                                         TextRow{"a\x01\x7F"
                                                 "b",
                                                 "ab"},
                                         TextRow{"a->b", "a->b"}, TextRow{"&", "&"},
                                         TextRow{"<rt>a", "（a）"}));

struct PlacementRow {
  const char* settings;
  CaptionEdge edge;
  CaptionSide side;
};

class WebvttPlacement : public testing::TestWithParam<PlacementRow> {};

TEST_P(WebvttPlacement, IsReducedToEdgeAndSide) {
  const CaptionTrack track =
      parsed(fmt::format("WEBVTT\n\nREGION\nid:up viewportanchor:10%,10%\n\nREGION\nid:down\n\n00:00.000 --> "
                         "00:01.000 {}\ntext\n",
                         GetParam().settings));
  ASSERT_EQ(track.cues.size(), 1U);
  EXPECT_EQ(track.cues[0].placement.edge, GetParam().edge) << GetParam().settings;
  EXPECT_EQ(track.cues[0].placement.side, GetParam().side) << GetParam().settings;
}

constexpr auto kTop = CaptionEdge::top;
constexpr auto kBottom = CaptionEdge::bottom;
constexpr auto kCentre = CaptionSide::centre;
constexpr auto kLeft = CaptionSide::left;
constexpr auto kRight = CaptionSide::right;

INSTANTIATE_TEST_SUITE_P(
    Good, WebvttPlacement,
    testing::Values(PlacementRow{"", kBottom, kCentre}, PlacementRow{"line:0", kTop, kCentre},
                    PlacementRow{"line:-1", kBottom, kCentre}, PlacementRow{"line:-20", kTop, kCentre},
                    PlacementRow{"line:14", kBottom, kCentre}, PlacementRow{"line:10%", kTop, kCentre},
                    PlacementRow{"line:90%,end", kBottom, kCentre},
                    PlacementRow{"line:0,start", kTop, kCentre}, PlacementRow{"align:left", kBottom, kLeft},
                    PlacementRow{"align:end", kBottom, kRight},
                    PlacementRow{"position:10% align:center", kBottom, kLeft},
                    PlacementRow{"align:start position:95%,line-right", kBottom, kRight},
                    PlacementRow{"position:50%", kBottom, kCentre},
                    PlacementRow{"vertical:rl line:0", kBottom, kCentre},
                    PlacementRow{"region:up", kTop, kLeft}, PlacementRow{"region:down", kBottom, kCentre},
                    PlacementRow{"region:up line:-1", kBottom, kCentre}));
INSTANTIATE_TEST_SUITE_P(
    Wrong, WebvttPlacement,
    testing::Values(
        PlacementRow{"line:x", kBottom, kCentre}, PlacementRow{"line:", kBottom, kCentre},
        PlacementRow{"line:0,middle", kBottom, kCentre}, PlacementRow{"line:101%", kBottom, kCentre},
        PlacementRow{"line:-1%", kBottom, kCentre}, PlacementRow{"line:1-", kBottom, kCentre},
        PlacementRow{"line:.5", kBottom, kCentre}, PlacementRow{"line:5.", kBottom, kCentre},
        PlacementRow{"line:0x1", kBottom, kCentre}, PlacementRow{"align:middle", kBottom, kCentre},
        PlacementRow{"align:LEFT", kBottom, kCentre}, PlacementRow{"position:1", kBottom, kCentre},
        PlacementRow{"position:1%,middle", kBottom, kCentre}, PlacementRow{"region:none", kBottom, kCentre},
        PlacementRow{"vertical:up line:0", kTop, kCentre}, PlacementRow{"line :0", kBottom, kCentre}));

TEST(Webvtt, KnowsHeadersNotesStylesAndIdentifiers) {
  const CaptionTrack track = parsed(
      "WEBVTT - a title\nKind: captions\n\nNOTE\nnot\nshown\n\nSTYLE\n::cue { color: red }\n\nfirst\n"
      "00:01.000 --> 00:02.500\none\n\nNOTE in between\n\n100:00:00.000 --> 100:00:01.000\ntwo\n");
  ASSERT_EQ(track.cues.size(), 2U);
  EXPECT_EQ(track.cues[0].text, "one");
  EXPECT_EQ(track.cues[0].begin, 1s);
  EXPECT_EQ(track.cues[0].end, 2500ms);
  EXPECT_EQ(track.cues[1].begin, 100h);
  EXPECT_TRUE(track.mistakes.empty());
}

TEST(Webvtt, CuesAreInTheOrderOfTheirBegin) {
  const CaptionTrack track = parsed(
      "WEBVTT\n\n00:05.000 --> 00:06.000\nc\n\n00:01.000 --> 00:02.000\na\n\n00:01.000 --> 00:03.000\nb\n");
  ASSERT_EQ(track.cues.size(), 3U);
  EXPECT_EQ(track.cues[0].text + track.cues[1].text + track.cues[2].text, "abc");
}

struct MistakeRow {
  const char* cues;
  int line;
  const char* what;
};

class WebvttMistake : public testing::TestWithParam<MistakeRow> {};

TEST_P(WebvttMistake, IsNamedWithItsLineAndTheRestIsShown) {
  const CaptionTrack track =
      parsed(fmt::format("WEBVTT\n\n{}\n\n00:08.000 --> 00:09.000\nlast\n", GetParam().cues));
  ASSERT_EQ(track.mistakes.size(), 1U) << GetParam().cues;
  EXPECT_EQ(track.mistakes[0].line, GetParam().line);
  EXPECT_NE(track.mistakes[0].what.find(GetParam().what), std::string::npos) << track.mistakes[0].what;
  EXPECT_FALSE(track.mistakes[0].remedy.empty());
  ASSERT_FALSE(track.cues.empty());
  EXPECT_EQ(track.cues.back().text, "last");
}

INSTANTIATE_TEST_SUITE_P(
    Each, WebvttMistake,
    testing::Values(MistakeRow{"00:00:01,000 --> 00:00:02,000\ncommas", 3, "no time"},
                    MistakeRow{"1\n00:01.00 --> 00:02.000\ntext", 4, "no time"},
                    MistakeRow{"00:02.000 --> 00:01.000\ntext", 3, "ends before it begins"},
                    MistakeRow{"00:02.000 --> 00:02.000\ntext", 3, "ends before it begins"},
                    MistakeRow{"text without times", 3, "belong to no cue"},
                    MistakeRow{"00:01.000 --> 00:02.000\na\n\nlost after a blank line", 6,
                               "belong to no cue"},
                    MistakeRow{"00:60.000 --> 01:61.000\ntext", 3, "no time"}));

TEST(Webvtt, ACueTooLongToReadIsCut) {
  const CaptionTrack track = parsed("WEBVTT\n\n00:00.000 --> 00:01.000\n" + std::string(5000, 'x') + "\n");
  ASSERT_EQ(track.cues.size(), 1U);
  EXPECT_EQ(track.cues[0].text.size(), kMostCueBytes);
  EXPECT_EQ(track.mistakes.size(), 1U);
}

struct RefusedRow {
  std::string bytes;
  CaptionFormat format;
  const char* what;
};

class Refused : public testing::TestWithParam<RefusedRow> {};

TEST_P(Refused, WithWhatItIsAndWhatToDo) {
  const auto track = parse_captions(GetParam().bytes, GetParam().format);
  ASSERT_FALSE(track);
  EXPECT_NE(track.error().message.find(GetParam().what), std::string::npos) << track.error().message;
  EXPECT_NE(track.error().message.find("; "), std::string::npos) << track.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    Each, Refused,
    testing::Values(RefusedRow{"", CaptionFormat::webvtt, "empty"},
                    RefusedRow{" \n", CaptionFormat::subrip, "empty"},
                    RefusedRow{"1\n00:00:01,000 --> 00:00:02,000\na\n", CaptionFormat::webvtt, ".srt"},
                    RefusedRow{"1\n00:00:01,000 --> 00:00:02,000\na\n", CaptionFormat::ass, ".srt"},
                    RefusedRow{"WEBVTT\n\n", CaptionFormat::subrip, ".vtt"},
                    RefusedRow{"WEBVTT\n\n", CaptionFormat::ass, ".vtt"},
                    RefusedRow{"[Script Info]\n", CaptionFormat::webvtt, ".ass"},
                    RefusedRow{"[Script Info]\n", CaptionFormat::ass, "[Events]"},
                    RefusedRow{"<!DOCTYPE html><html>", CaptionFormat::webvtt, "web page"},
                    RefusedRow{"<?xml version=\"1.0\"?><tt/>", CaptionFormat::subrip, "XML"},
                    RefusedRow{"no captions at all", CaptionFormat::webvtt, "WEBVTT"},
                    RefusedRow{"no captions at all", CaptionFormat::subrip, "when a caption shows"},
                    RefusedRow{"\x89PNG\r\n\x1A\n", CaptionFormat::webvtt, "WEBVTT"},
                    RefusedRow{std::string((std::size_t{8} << 20) + 1, 'a'), CaptionFormat::webvtt,
                               "8 MiB"}));

}  // namespace
}  // namespace crier
