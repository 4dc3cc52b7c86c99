// SPDX-License-Identifier: Apache-2.0
// Layouts, captions, transitions and sound as channels/NAME.toml says them.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "tests/content/workspace/good_workspace.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr const char* kLayout =
    "[layout.landscape]\n"
    "background = \"#071228\"\n"
    "[[layout.landscape.zones]]\n"
    "name = \"film\"\n"
    "kind = \"programme\"\n"
    "area = [0, 0, 1, 0.9]\n"
    "[[layout.landscape.zones]]\n"
    "name = \"words\"\n"
    "kind = \"text\"\n"
    "area = [0.1, 0.9, 0.9, 0.1]\n"
    "text_size = 0.04\n";

// The good channel with layouts appended; its own last line is 8.
std::string with_layout(const std::string& text = kLayout) {
  return kChannel + text;
}

const Channel& hall(const Workspace& workspace) {
  return workspace.office.channels.at("hall");
}

std::string zone(const std::string& keys) {
  return "[[layout.portrait.zones]]\narea = [0, 0, 1, 1]\n" + keys;
}

TEST(Layout, is_read_whole) {
  Good good(with_layout(
      "[layout.portrait]\nbackground = \"#102030\"\n" + zone("kind = \"programme\"\n") +
      zone("kind = \"playlist\"\nplaylist = \"evening\"\nbackground = \"#ffffff\"\n") +
      zone("kind = \"picture\"\nmedia = \"media/card.png\"\nfit = \"cover\"\n") + zone("kind = \"logo\"\n") +
      zone("kind = \"text\"\ntext = { zh = \"您好\", en = \"Hello\" }\nlanguages = \"en\"\npage = \"8s\"\n") +
      zone("name = \"news\"\nkind = \"text\"\nnotices = \"notice\"\ntext_size = 0.05\nink = \"#FFCC00\"\n") +
      zone("kind = \"ticker\"\nnotices = [\"refutation\", \"notice\"]\nspeed = 90.5\nlanguages = [\"en\", "
           "\"zh\"]\n") +
      zone("kind = \"clock\"\n") +
      zone("kind = \"qr\"\ncode = \"https://example.org/\"\ntext = \"扫一扫\"\n")));
  make_clip(good / "media/card.png", kPicture);
  make_clip(good / "media/logo.png", kPicture);
  good.replace("office.toml", "time_zone", "logo = \"media/logo.png\"\ntime_zone");
  EXPECT_EQ(good.complaints(), "");
  const Workspace workspace = good.load();
  EXPECT_FALSE(hall(workspace).landscape);
  ASSERT_TRUE(hall(workspace).portrait);
  const Layout& layout = *hall(workspace).portrait;
  EXPECT_EQ(layout.background, 0x102030U);
  ASSERT_EQ(layout.zones.size(), 9U);
  EXPECT_EQ(layout.zones[0].kind, ZoneKind::programme);
  EXPECT_EQ(layout.zones[0].name, "programme");
  EXPECT_EQ(layout.zones[0].area, Fractions{});
  EXPECT_EQ(layout.zones[1].playlist, "evening");
  EXPECT_EQ(layout.zones[1].background, 0xFFFFFFU);
  EXPECT_EQ(workspace.office.media[layout.zones[2].medium.value()].name, "media/card.png");
  EXPECT_EQ(layout.zones[2].fit, PictureFit::cover);
  EXPECT_EQ(layout.zones[3].kind, ZoneKind::logo);
  EXPECT_EQ(layout.zones[4].text.at("en"), "Hello");
  EXPECT_EQ(layout.zones[4].languages, std::vector<std::string>{"en"});
  EXPECT_EQ(layout.zones[4].page, 8s);
  EXPECT_EQ(layout.zones[5].name, "news");
  EXPECT_EQ(layout.zones[5].notices, std::vector<NoticeKind>{NoticeKind::notice});
  EXPECT_EQ(layout.zones[5].text_size, 0.05);
  EXPECT_EQ(layout.zones[5].ink, 0xFFCC00U);
  EXPECT_EQ(layout.zones[6].notices, (std::vector<NoticeKind>{NoticeKind::refutation, NoticeKind::notice}));
  EXPECT_EQ(layout.zones[6].speed, 90.5);
  EXPECT_EQ(layout.zones[6].languages, (std::vector<std::string>{"en", "zh"}));
  EXPECT_EQ(layout.zones[8].code, "https://example.org/");
  EXPECT_EQ(layout.zones[8].text.at("zh"), "扫一扫");
}

TEST(Layout, may_reach_to_the_last_pixel_in_tenths) {
  for (const char* area : {"[0.1, 0.7, 0.9, 0.3]", "[0.3, 0.6, 0.7, 0.4]", "[0, 0, 1.0, 1]"}) {
    Good good(with_layout());
    good.replace("channels/hall.toml", "[0.1, 0.9, 0.9, 0.1]", area);
    EXPECT_EQ(good.complaints(), "") << area;
  }
}

TEST(Layout, is_left_out_with_its_mistake_and_the_rest_stays) {
  Good good(with_layout());
  good.replace("channels/hall.toml", "[0.1, 0.9, 0.9, 0.1]", "[0.2, 0.9, 0.9, 0.1]");
  ASSERT_TRUE(hall(good.load()).landscape);
  EXPECT_EQ(hall(good.load()).landscape->zones.size(), 1U);
  good.replace("channels/hall.toml", "[0, 0, 1, 0.9]", "[0, 0, 1, 0]");
  EXPECT_FALSE(hall(good.load()).landscape) << "a layout without a programme would show none";
}

TEST(Layout, leaves_out_a_picture_that_cannot_be_shown) {
  Good good(with_layout(std::string(kLayout) +
                        "[[layout.landscape.zones]]\nkind = \"picture\"\nmedia = \"media/film.mp4\"\n"
                        "area = [0, 0, 0.1, 0.1]\n"));
  EXPECT_NE(good.complaints().find("\"media/film.mp4\" is not a still picture"), std::string::npos);
  EXPECT_EQ(hall(good.load()).landscape->zones.size(), 2U);
}

TEST(Look, has_defaults) {
  const Good good;
  const Workspace workspace = good.load();
  const Channel& channel = hall(workspace);
  EXPECT_EQ(channel.caption_languages, std::vector<std::string>{"zh"});
  EXPECT_EQ(channel.transition, Transition{});
  EXPECT_FALSE(channel.sound.muted);
  EXPECT_EQ(channel.sound.level, 1);
  EXPECT_TRUE(channel.sound.rules.empty());
}

TEST(Look, is_read_whole) {
  Good good;
  good.replace(
      "channels/hall.toml", "default =",
      "captions = [\"zh\", \"en\"]\n"
      "transition = { kind = \"fade\", duration = \"1s\", colour = \"#071228\" }\n"
      "sound = { muted = true, level = 0.8, volume = [ { from = \"22:00\", to = \"06:30\", level = 0.3 },\n"
      "  { from = \"12:00\", to = \"24:00\", level = 0 } ] }\n"
      "default =");
  good.replace("channels/hall.toml", "  \"media/film.mp4\",\n",
               "  { media = \"media/film.mp4\", transition = \"cut\" },\n"
               "  { media = \"media/film.mp4\", transition = \"crossfade\" },\n"
               "  { media = \"media/film.mp4\", transition = { kind = \"crossfade\", duration = \"5s\" } },\n"
               "  \"media/film.mp4\",\n");
  EXPECT_EQ(good.complaints(), "");
  const Workspace workspace = good.load();
  const Channel& channel = hall(workspace);
  EXPECT_EQ(channel.caption_languages, (std::vector<std::string>{"zh", "en"}));
  EXPECT_EQ(channel.transition, (Transition{TransitionKind::fade_through, 1s, 0x071228}));
  EXPECT_TRUE(channel.sound.muted);
  EXPECT_EQ(channel.sound.level, 0.8);
  ASSERT_EQ(channel.sound.rules.size(), 2U);
  EXPECT_EQ(channel.sound.rules[0].from, 22 * 60);
  EXPECT_EQ(channel.sound.rules[0].to, 6 * 60 + 30);
  EXPECT_EQ(channel.sound.rules[0].level, 0.3);
  EXPECT_EQ(channel.sound.rules[1].to, 24 * 60);
  const std::vector<Item>& items = channel.playlists.at("daily").items;
  EXPECT_EQ(items[0].transition, Transition{});
  EXPECT_EQ(items[1].transition, (Transition{TransitionKind::crossfade, 500ms, 0}));
  EXPECT_EQ(items[2].transition->duration, 5s);
  EXPECT_FALSE(items[3].transition);
}

TEST(Look, can_be_without_captions) {
  Good good;
  good.replace("channels/hall.toml", "default =", "captions = []\ndefault =");
  EXPECT_EQ(good.complaints(), "");
  EXPECT_TRUE(hall(good.load()).caption_languages.empty());
}

class LayoutMistake : public testing::TestWithParam<Mistake> {};

TEST_P(LayoutMistake, is_named_with_its_place_and_remedy) {
  Good good(with_layout());
  expect_complaint(good, GetParam());
}

constexpr const char* kFile = "channels/hall.toml";
constexpr const char* kText = "kind = \"text\"";
constexpr const char* kSize = "text_size = 0.04";

INSTANTIATE_TEST_SUITE_P(
    Zones, LayoutMistake,
    testing::Values(
        Mistake{kFile, kText, "kind = \"txt\"",
                "channels/hall.toml:17:8: \"kind\" is \"txt\", which is none of its words; did you mean "
                "\"text\"?"},
        Mistake{kFile, kText, "kind = \"weather forecast\"",
                "channels/hall.toml:17:8: \"kind\" is \"weather forecast\", which is none of its words; "
                "choose one"},
        Mistake{kFile, kText, "kind = 3", "channels/hall.toml:17:8: \"kind\" is a whole number"},
        Mistake{kFile, "kind = \"text\"\n", "", "channels/hall.toml:15:1: this zone has no kind; write kind"},
        Mistake{kFile, kText, "kind = \"programme\"",
                "channels/hall.toml:17:8: the zone in line 13 shows the programme already; make this one"},
        Mistake{kFile, "kind = \"programme\"", "kind = \"clock\"",
                "channels/hall.toml:11:1: no zone of this layout shows the programme; add one"},
        Mistake{kFile, "\"words\"", "\"film\"",
                "channels/hall.toml:16:8: the zone in line 12 is called \"film\", too; give each zone"},
        Mistake{
            kFile, "0.9, 0.9, 0.1]", "0.9, 0.9, 0.2]",
            "channels/hall.toml:18:8: the zone reaches beyond the screen; make it at most 0.9 wide and 0.1"},
        Mistake{kFile, "0.9, 0.9, 0.1]", "0.9, 0.9, 0]",
                "channels/hall.toml:18:8: the zone has no width or no"},
        Mistake{kFile, "0.9, 0.9, 0.1]", "0.9, 0.9]", "channels/hall.toml:18:8: \"area\" must be 4 numbers"},
        Mistake{kFile, "0.9, 0.9, 0.1]", "0.9, 1.9, 0.1]", "channels/hall.toml:18:19: \"area\" holds 1.9"},
        Mistake{kFile, "0.9, 0.9, 0.1]", "0.9, -0.9, 0.1]", "channels/hall.toml:18:19: \"area\" holds -0.9"},
        Mistake{kFile, "0.9, 0.9, 0.1]", "0.9, nan, 0.1]", "channels/hall.toml:18:19: \"area\" holds nan"},
        Mistake{kFile, "0.9, 0.9, 0.1]", "0.9, \"all\", 0.1]",
                "channels/hall.toml:18:19: \"area\" holds a text"},
        Mistake{kFile, "[0.1, 0.9, 0.9, 0.1]", "\"top\"",
                "channels/hall.toml:18:8: \"area\" must be 4 numbers"},
        Mistake{kFile, "area = [0.1, 0.9, 0.9, 0.1]\n", "", "channels/hall.toml:15:1: this zone has no area"},
        Mistake{kFile, "#071228", "#07122",
                "channels/hall.toml:10:14: \"background\" is \"#07122\", which is not"},
        Mistake{kFile, "#071228", "navy",
                "channels/hall.toml:10:14: \"background\" is \"navy\", which is not a"},
        Mistake{kFile, kSize, "ink = \"#07122g\"", "channels/hall.toml:19:7: \"ink\" is \"#07122g\""},
        Mistake{kFile, kSize, "ink = \"#-12345\"", "channels/hall.toml:19:7: \"ink\" is \"#-12345\""},
        Mistake{kFile, kSize, "text_size = 0.02",
                "channels/hall.toml:19:13: warning: letters this small cannot be read from afar; write "
                "text_size"},
        Mistake{kFile, kSize, "text_size = 0.6",
                "channels/hall.toml:19:13: \"text_size\" is 0.6, out of range"},
        Mistake{kFile, kSize, "languages = [\"fr\"]",
                "channels/hall.toml:19:14: \"fr\" is none of the office's languages; "},
        Mistake{kFile, kSize, "languages = [\"zh\", \"zh\"]",
                "channels/hall.toml:19:20: \"zh\" is named twice"},
        Mistake{
            kFile, kSize, "notices = [\"refutations\"]",
            "channels/hall.toml:19:12: \"refutations\" is no kind of notice; did you mean \"refutation\"?"},
        Mistake{kFile, kSize, "text = \"a\"\nnotices = \"notice\"",
                "channels/hall.toml:20:11: the zone has both text and notices"},
        Mistake{kFile, kSize, "page = \"1s\"", "channels/hall.toml:19:8: nobody can read pages"},
        Mistake{kFile, kSize, "page = 8", "channels/hall.toml:19:8: \"page\" is a whole number"},
        Mistake{kFile, kSize, "speed = 120",
                "channels/hall.toml:19:9: a text zone has no speed; take this line"},
        Mistake{kFile, kSize, "sped = 120", "channels/hall.toml:19:1: unknown key \"sped\"; did you mean"},
        Mistake{kFile, "[[layout.landscape.zones]]\nname = \"w", "[[layout.landscape.zone]]\nname = \"w",
                "channels/hall.toml:15:"},
        Mistake{kFile, "[layout.landscape]", "[layout.landscap]", "channels/hall.toml:9:"}));

INSTANTIATE_TEST_SUITE_P(
    Kinds, LayoutMistake,
    testing::Values(
        Mistake{kFile, "kind = \"text\"\n", "kind = \"ticker\"\nspeed = 0\n",
                "channels/hall.toml:18:9: \"speed\" is 0, out of range; give a number from 1 to 2000"},
        Mistake{kFile, "kind = \"text\"\n", "kind = \"ticker\"\nspeed = 2001\n",
                "channels/hall.toml:18:9: \"speed\""},
        Mistake{kFile, "kind = \"text\"\n", "kind = \"ticker\"\nspeed = -120.5\n",
                "channels/hall.toml:18:9: "},
        Mistake{kFile, kText, "kind = \"logo\"",
                "channels/hall.toml:17:8: the office has no logo; write logo ="},
        Mistake{kFile, "kind = \"text\"\n", "kind = \"playlist\"\n",
                "channels/hall.toml:15:1: this zone has no playlist"},
        Mistake{kFile, "kind = \"text\"\n", "kind = \"playlist\"\nplaylist = \"evning\"\n",
                "channels/hall.toml:18:12: there is no playlist \"evning\"; did you mean \"evening\"?"},
        Mistake{kFile, "kind = \"text\"\n", "kind = \"picture\"\n",
                "channels/hall.toml:15:1: this zone has no media"},
        Mistake{kFile, "kind = \"text\"\n", "kind = \"picture\"\nmedia = \"media/card.png\"\n",
                "channels/hall.toml:18:9: \"media/card.png\" cannot be played: it does not exist"},
        Mistake{kFile, "kind = \"text\"\n", "kind = \"picture\"\nmedia = \"media/film.mp4\"\n",
                "channels/hall.toml:18:9: \"media/film.mp4\" is not a still picture; name a PNG"},
        Mistake{kFile, "kind = \"text\"\n",
                "kind = \"picture\"\nmedia = \"media/film.mp4\"\nfit = \"covr\"\n",
                "channels/hall.toml:19:7: \"fit\" is \"covr\", which is none of its words; did you mean "
                "\"cover\"?"},
        Mistake{kFile, "kind = \"text\"\n", "kind = \"qr\"\n",
                "channels/hall.toml:15:1: this zone has no code"},
        Mistake{kFile, "kind = \"text\"\n", "kind = \"qr\"\ncode = \"\"\n",
                "channels/hall.toml:18:8: the code says"}));

INSTANTIATE_TEST_SUITE_P(
    Look, LayoutMistake,
    testing::Values(
        Mistake{kFile, "default =", "captions = [\"zh\", \"fr\"]\ndefault =",
                "channels/hall.toml:2:19: \"fr\" is none of the office's languages"},
        Mistake{kFile,
                "default =", "captions = true\ndefault =", "channels/hall.toml:2:12: \"captions\" is true"},
        Mistake{kFile, "default =", "transition = \"disolve\"\ndefault =",
                "channels/hall.toml:2:14: \"transition\" is \"disolve\""},
        Mistake{kFile, "default =", "transition = \"crosfade\"\ndefault =",
                "channels/hall.toml:2:14: \"transition\" is \"crosfade\", which is none of its words; did "
                "you mean"},
        Mistake{kFile, "default =", "transition = { kind = \"fade\", duration = \"6s\" }\ndefault =",
                "channels/hall.toml:2:42: a transition cannot take 6s; give a time above 0s, at most 5s"},
        Mistake{kFile, "default =", "transition = { kind = \"fade\", duration = \"0s\" }\ndefault =",
                "channels/hall.toml:2:42: a transition cannot take 0s"},
        Mistake{kFile, "default =", "transition = { kind = \"cut\", duration = \"1s\" }\ndefault =",
                "channels/hall.toml:2:41: a cut takes no time"},
        Mistake{kFile, "default =", "transition = { duration = \"1s\" }\ndefault =",
                "channels/hall.toml:2:14: the transition has no kind"},
        Mistake{kFile, "default =", "transition = { kind = \"crossfade\", colour = \"#000000\" }\ndefault =",
                "channels/hall.toml:2:45: a crossfade passes through no colour"},
        Mistake{kFile, "  \"media/film.mp4\",", "  { media = \"media/film.mp4\", transition = \"slide\" },",
                "channels/hall.toml:5:44: \"transition\" is \"slide\""},
        Mistake{kFile, "default =", "sound = { level = 1.5 }\ndefault =",
                "channels/hall.toml:2:19: \"level\" is 1.5"},
        Mistake{kFile, "default =", "sound = { muted = \"yes\" }\ndefault =",
                "channels/hall.toml:2:19: \"muted\" is a"},
        Mistake{kFile, "default =", "sound = { loud = 1 }\ndefault =",
                "channels/hall.toml:2:11: unknown key \"loud\""},
        Mistake{kFile, "default =",
                "sound.volume = [ { from = \"25:00\", to = \"06:30\", level = 0.3 } ]\ndefault =",
                "channels/hall.toml:2:27: \"from\" is \"25:00\", which is not a time of day; write it like"},
        Mistake{kFile,
                "default =", "sound.volume = [ { from = 22:00:00, to = \"06:30\", level = 1 } ]\ndefault =",
                "channels/hall.toml:2:27: \"from\" is a time of day, but must be a text in quotes"},
        Mistake{kFile, "default =", "sound.volume = [ { to = \"06:30\", level = 1 } ]\ndefault =",
                "channels/hall.toml:2:18: this rule has no from"},
        Mistake{kFile,
                "default =", "sound.volume = [ { from = \"06:30\", to = \"06:30\", level = 1 } ]\ndefault =",
                "channels/hall.toml:2:41: this rule never holds"},
        Mistake{kFile, "default =", "sound.volume = [ { from = \"06:30\", to = \"08:30\" } ]\ndefault =",
                "channels/hall.toml:2:18: this rule has no level"}));

TEST(Look, shows_captions_in_two_languages_at_most) {
  Good good;
  good.replace("office.toml", "[\"zh\", \"en\"]", "[\"zh\", \"en\", \"ja\"]");
  good.replace("channels/hall.toml", "default =", "captions = [\"zh\", \"en\", \"ja\"]\ndefault =");
  EXPECT_NE(good.complaints().find("3 languages at once leave no room for the film; name one or two"),
            std::string::npos)
      << good.complaints();
  EXPECT_EQ(hall(good.load()).caption_languages.size(), 2U);
}

}  // namespace
}  // namespace crier
