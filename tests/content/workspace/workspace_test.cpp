// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/workspace.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "config/time_text.hpp"
#include "content/schedule/planner.hpp"
#include "tests/content/workspace/good_workspace.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

TEST(Workspace, a_good_one_loads_without_a_word) {
  const Good good;
  const Workspace workspace = good.load();
  EXPECT_EQ(good.complaints(), "");
  const Office& office = workspace.office;
  EXPECT_EQ(office.name.at("zh"), "示例");
  EXPECT_EQ(office.time_zone, "Asia/Shanghai");
  EXPECT_EQ(office.default_channel, "hall");
  ASSERT_EQ(office.screens.size(), 1U);
  EXPECT_EQ(office.screens[0].channel, "hall");
  EXPECT_EQ(office.screens[0].width, 1920);
  EXPECT_EQ(office.screens[0].footfall_per_hour, 1200U);
  const Channel& channel = office.channels.at("hall");
  EXPECT_EQ(channel.title.at("en"), "Hall");
  EXPECT_EQ(channel.calendar_name, "channels/hall.ics");
  ASSERT_EQ(office.media.size(), 1U);
  EXPECT_EQ(office.media[0].name, "media/film.mp4");
  EXPECT_EQ(channel.playlists.at("daily").items[0].duration, 2s);
  EXPECT_TRUE(Planner::create(office, office.screens[0]));
}

TEST(Workspace, items_have_their_exact_length_weight_and_validity) {
  Good good;
  ASSERT_NO_FATAL_FAILURE(make_clip(good / "media/card.png", kPicture));
  good.replace("channels/hall.toml", "  \"media/film.mp4\",\n",
               "  { media = \"media/film.mp4\", duration = \"1500ms\", weight = 3 },\n"
               "  { media = \"media/card.png\" },\n"
               "  { media = \"media/card.png\", duration = \"1m\", valid_from = 2026-01-01, "
               "valid_until = 2026-12-31 },\n"
               "  { media = \"media/card.png\", valid_from = \"2026-01-01T08:00:00+00:00\", "
               "valid_until = 2026-12-31T23:59:59 },\n");
  EXPECT_EQ(good.complaints(), "");
  const Workspace workspace = good.load();
  const std::vector<Item>& items = workspace.office.channels.at("hall").playlists.at("daily").items;
  ASSERT_EQ(items.size(), 4U);
  EXPECT_EQ(items[0].duration, 1500ms);
  EXPECT_EQ(items[0].weight, 3U);
  EXPECT_EQ(items[1].duration, 10s);
  EXPECT_EQ(items[2].duration, 1min);
  EXPECT_EQ(format_time(*items[2].valid_from, 8h), "2026-01-01T00:00:00+08:00");
  EXPECT_EQ(format_time(*items[2].valid_until, 8h), "2027-01-01T00:00:00+08:00");
  EXPECT_EQ(format_time(*items[3].valid_from, 8h), "2026-01-01T16:00:00+08:00");
  EXPECT_EQ(format_time(*items[3].valid_until, 8h), "2026-12-31T23:59:59+08:00");
}

TEST(Workspace, an_m3u8_stands_for_items) {
  Good good;
  good.write("playlists/evening.m3u8", "#EXTM3U\n#EXTINF:3,Film\n../media/film.mp4\n");
  good.replace("channels/hall.toml", "items = [\"media/film.mp4\"]", "m3u8 = \"playlists/evening.m3u8\"");
  EXPECT_EQ(good.complaints(), "");
  const Workspace workspace = good.load();
  ASSERT_EQ(workspace.office.media.size(), 1U);
  EXPECT_EQ(workspace.office.channels.at("hall").playlists.at("evening").items[0].duration, 2s);
}

TEST(Workspace, a_channel_that_is_the_only_one_needs_no_default) {
  Good good;
  good.replace("office.toml", "default_channel = \"hall\"\n", "");
  good.replace("office.toml", "{ zh = \"示例\", en = \"Sample\" }", "\"示例\"");
  EXPECT_EQ(good.complaints(), "");
  EXPECT_EQ(good.load().office.default_channel, "hall");
  EXPECT_EQ(good.load().office.name.at("zh"), "示例");
}

class WorkspaceMistake : public testing::TestWithParam<Mistake> {};

TEST_P(WorkspaceMistake, is_named_with_its_place_and_remedy) {
  Good good;
  expect_complaint(good, GetParam());
}

constexpr const char* kItem = "  \"media/film.mp4\",\n";

INSTANTIATE_TEST_SUITE_P(
    Office, WorkspaceMistake,
    testing::Values(
        Mistake{"office.toml", "time_zone", "timezone",
                "office.toml:2:1: unknown key \"timezone\"; did you mean"},
        Mistake{"office.toml", "Asia/Shanghai", "Asia/Shanghia", "office.toml:2:13: there is no time zone"},
        Mistake{"office.toml", "\"hall\"", "\"hal\"",
                "office.toml:4:19: there is no channels/hal.toml; did you mean \"hall\"?"},
        Mistake{"office.toml", "[\"zh\", \"en\"]", "[\"chinese language\"]", "office.toml:3:13: "},
        Mistake{"office.toml", "name", "nam", "office.toml:1:1: unknown key \"nam\"; did you mean \"name\"?"},
        Mistake{"office.toml", "name = {", "name = ", "office.toml:1:"},
        Mistake{"office.toml", "default_channel = \"hall\"", "default_channel = 4", "office.toml:4:19: "},
        Mistake{"screens.toml", "\"S1\"", "\"S 1\"", "screens.toml:2:6: the id \"S 1\""},
        Mistake{"screens.toml", "id = \"S1\"\n", "", "screens.toml:1:1: this screen has no id"},
        Mistake{"screens.toml", "tags", "channel = \"hal\"\ntags",
                "screens.toml:3:11: there is no channels/hal.toml; did you mean \"hall\"?"},
        Mistake{"screens.toml", "1920x1080", "1920*1080", "screens.toml:4:8: \"1920*1080\" is not a size"},
        Mistake{"screens.toml", "1920x1080", "0x1080", "screens.toml:4:8: "},
        Mistake{"screens.toml", "1200", "-1", "screens.toml:5:21: "},
        Mistake{"screens.toml", "1200", "1200\nrotation = 45",
                "screens.toml:6:12: a screen cannot be turned by 45 degrees; write rotation = 0, 90, 180"},
        Mistake{"screens.toml", "1200", "1200\nrotation = 360", "screens.toml:6:12: \"rotation\" is 360"},
        Mistake{"office.toml", "time_zone", "logo = \"media/lgo.png\"\ntime_zone",
                "office.toml:2:8: \"media/lgo.png\" cannot be played: it does not exist; "},
        Mistake{"office.toml", "time_zone", "logo = \"media/film.mp4\"\ntime_zone",
                "office.toml:2:8: \"media/film.mp4\" is not a still picture; name a PNG"},
        Mistake{"office.toml", "time_zone", "logo = 3\ntime_zone", "office.toml:2:8: \"logo\" is a whole"},
        Mistake{"screens.toml", "1200", "1200\n[[screen]]\nid = \"S1\"",
                "screens.toml:7:6: screen \"S1\" is in line 2 already"},
        Mistake{"screens.toml", "[[screen]]", "[[scren]]",
                "screens.toml:1:3: unknown key \"scren\"; did you mean \"screen\"?"}));

INSTANTIATE_TEST_SUITE_P(
    Channel, WorkspaceMistake,
    testing::Values(
        Mistake{"channels/hall.toml", "default = \"daily\"", "default = \"dayly\"",
                "channels/hall.toml:2:11: there is no playlist \"dayly\"; did you mean \"daily\"?"},
        Mistake{"channels/hall.toml", "default = \"daily\"\n", "",
                "channels/hall.toml:1:1: the channel names no default playlist"},
        Mistake{"channels/hall.toml", kItem, "",
                "channels/hall.toml:4:9: warning: playlist \"daily\" is empty"},
        Mistake{"channels/hall.toml", "items = [\"media/film.mp4\"]", "",
                "channels/hall.toml:7:1: playlist \"evening\" has no items"},
        Mistake{"channels/hall.toml", "items = [\"media/film.mp4\"]",
                "items = [\"media/film.mp4\"]\nm3u8 = \"a.m3u8\"",
                "channels/hall.toml:9:8: playlist \"evening\" has both"},
        Mistake{"channels/hall.toml", "items = [\"media/film.mp4\"]", "m3u8 = \"missing.m3u8\"",
                "channels/hall.toml:8:8: \"missing.m3u8\" cannot be read"},
        Mistake{"channels/hall.toml", "items = [\"media/film.mp4\"]", "m3u8 = \"../list.m3u8\"",
                "channels/hall.toml:8:8: \"../list.m3u8\" lies outside"},
        Mistake{
            "channels/hall.toml", kItem, "  \"media/Film.mp4\",\n",
            "channels/hall.toml:5:3: \"media/Film.mp4\" cannot be played: it does not exist; did you mean "
            "\"media/film.mp4\"?"},
        Mistake{"channels/hall.toml", kItem, "  \"film.mp4\",\n",
                "channels/hall.toml:5:3: \"film.mp4\" cannot be played: it does not exist; did you mean "
                "\"media/film.mp4\"?"},
        Mistake{"channels/hall.toml", kItem, "  \"media/zzzzzzzzzzzzzz.webm\",\n",
                "channels/hall.toml:5:3: \"media/zzzzzzzzzzzzzz.webm\" cannot be played: it does not exist; "
                "copy it"},
        Mistake{"channels/hall.toml", kItem, "  \"/etc/passwd\",\n",
                "channels/hall.toml:5:3: \"/etc/passwd\" cannot be played: it lies outside"},
        Mistake{"channels/hall.toml", kItem, "  \"media/../../film.mp4\",\n",
                "channels/hall.toml:5:3: \"media/../../film.mp4\" cannot be played: it lies outside"},
        Mistake{"channels/hall.toml", kItem, "  \"media/film.zh.vtt\",\n",
                "channels/hall.toml:5:3: \"media/film.zh.vtt\" cannot be played: it holds captions"},
        Mistake{"channels/hall.toml", kItem, "  \"media\",\n",
                "channels/hall.toml:5:3: \"media\" cannot be played: it is a folder"},
        Mistake{"channels/hall.toml", kItem, "  { media = \"media/film.mp4\", weight = 0 },\n",
                "channels/hall.toml:5:40: \"weight\" is 0, out of range"},
        Mistake{"channels/hall.toml", kItem, "  { media = \"media/film.mp4\", weight = 101 },\n",
                "channels/hall.toml:5:40: \"weight\" is 101, out of range"},
        Mistake{"channels/hall.toml", kItem, "  { media = \"media/film.mp4\", duration = \"soon\" },\n",
                "channels/hall.toml:5:42: \"duration\" is \"soon\""},
        Mistake{"channels/hall.toml", kItem, "  { media = \"media/film.mp4\", duration = \"0s\" },\n",
                "channels/hall.toml:5:42: the item lasts no time"},
        Mistake{"channels/hall.toml", kItem, "  { media = \"media/film.mp4\", duration = \"9s\" },\n",
                "channels/hall.toml:5:13: warning: \"media/film.mp4\" lasts 2s, less than the 9s"},
        Mistake{"channels/hall.toml", kItem,
                "  { media = \"media/film.mp4\", valid_from = 2026-02-02, valid_until = 2026-02-01 },\n",
                "channels/hall.toml:5:70: the item ends before it begins"},
        Mistake{"channels/hall.toml", kItem,
                "  { media = \"media/film.mp4\", valid_from = \"2026-02-30\" },\n",
                "channels/hall.toml:5:44: "},
        Mistake{"channels/hall.toml", kItem, "  { weight = 2 },\n",
                "channels/hall.toml:5:3: this item names no medium"},
        Mistake{"channels/hall.toml", kItem, "  { media = \"media/film.mp4\", wieght = 2 },\n",
                "channels/hall.toml:5:31: unknown key \"wieght\"; did you mean \"weight\"?"},
        Mistake{"channels/hall.toml", kItem, "  7,\n", "channels/hall.toml:5:3: "},
        Mistake{"channels/hall.toml", "[playlists.evening]", "[playlist.evening]", "channels/hall.toml:7:"},
        Mistake{"channels/hall.toml", "items = [\n", "items = [[\n", "channels/hall.toml:"}));

INSTANTIATE_TEST_SUITE_P(Calendar, WorkspaceMistake,
                         testing::Values(Mistake{"channels/hall.ics", "SUMMARY:evening", "SUMMARY:evning",
                                                 "channels/hall.ics:9: SUMMARY \"evning\" is no playlist of "
                                                 "channel \"hall\"; did you mean \"evening\"?"},
                                         Mistake{"channels/hall.ics", "SUMMARY:evening\r\n", "",
                                                 "channels/hall.ics:4: the event has no SUMMARY"},
                                         Mistake{"channels/hall.ics", "LOCATION:north", "LOCATION:nort S1",
                                                 "channels/hall.ics:10: warning: LOCATION \"nort\" is no "
                                                 "screen and no tag; did you mean \"north\"?"},
                                         Mistake{"channels/hall.ics", "DTEND:20260101T220000\r\n",
                                                 "DTEND:20260101T180000\r\n", "channels/hall.ics:4: "},
                                         Mistake{"channels/hall.ics", "BEGIN:VCALENDAR", "BEGIN:NOTHING",
                                                 "channels/hall.ics: it is not an iCalendar file"}));

TEST(Workspace, all_mistakes_are_named_at_once_in_the_order_of_files_and_lines) {
  Good good;
  good.replace("office.toml", "Asia/Shanghai", "Moon/Base");
  good.replace("screens.toml", "1920x1080", "big");
  good.replace("channels/hall.toml", kItem,
               "  \"media/empty.mp4\",\n  \"media/lost.mp4\",\n  \"media/lost.mp4\",\n");
  good.replace("channels/hall.ics", "SUMMARY:evening", "SUMMARY:nothing");
  good.write("media/empty.mp4", "");
  good.write("media/unused.mp4", "");
  good.write("channels/lobby.ics", kCalendar);
  good.remove("media/film.zh.vtt");
  std::vector<std::string> places;
  const Workspace workspace = good.load();
  for (const Diagnostic& diagnostic : workspace.diagnostics)
    places.push_back(fmt::format("{}:{}", diagnostic.file, diagnostic.line));
  const std::vector<std::string> expected = {
      "office.toml:2",         "screens.toml:4",       "channels/hall.ics:9",
      "channels/hall.toml:5",  "channels/hall.toml:6", "channels/hall.toml:7",
      "channels/hall.toml:10", "channels/lobby.ics:0", "media/unused.mp4:0"};
  EXPECT_EQ(places, expected) << good.complaints();
}

TEST(Workspace, what_is_left_can_be_planned_whatever_is_missing) {
  for (const char* lost :
       {"office.toml", "screens.toml", "channels/hall.ics", "channels/hall.toml", "channels", "media"}) {
    SCOPED_TRACE(lost);
    Good good;
    good.remove(lost);
    const Workspace workspace = good.load();
    ASSERT_FALSE(workspace.office.screens.empty());
    if (workspace.office.channels.empty()) continue;
    EXPECT_TRUE(Planner::create(workspace.office, workspace.office.screens[0]));
  }
}

TEST(Workspace, a_screen_of_a_lost_channel_plays_the_default_one) {
  Good good;
  good.replace("screens.toml", "tags", "channel = \"gone\"\ntags");
  EXPECT_EQ(good.load().office.screens[0].channel, "hall");
}

TEST(Workspace, a_screen_is_turned_and_an_office_has_a_logo) {
  Good good;
  make_clip(good / "media/logo.png", kPicture);
  good.replace("office.toml", "time_zone", "logo = \"media/logo.png\"\ntime_zone");
  good.replace("screens.toml", "1200", "1200\nrotation = 270");
  EXPECT_EQ(good.complaints(), "");
  const Office office = good.load().office;
  EXPECT_EQ(office.screens[0].rotation, 3);
  ASSERT_TRUE(office.logo);
  EXPECT_EQ(office.media[*office.logo].name, "media/logo.png");
}

TEST(Workspace, a_logo_that_cannot_be_shown_is_none) {
  Good good;
  good.replace("office.toml", "time_zone", "logo = \"media/lost.png\"\ntime_zone");
  EXPECT_FALSE(good.load().office.logo);
}

TEST(Workspace, a_location_of_another_channel_is_told_apart) {
  Good good;
  good.write("channels/lobby.toml", kChannel);
  good.replace("screens.toml", "1200", "1200\n[[screen]]\nid = \"S2\"\nchannel = \"lobby\"\n");
  good.replace("channels/hall.ics", "LOCATION:north", "LOCATION:S2");
  EXPECT_NE(good.complaints().find(
                "channels/hall.ics:10: warning: LOCATION \"S2\" matches screens of other channels"),
            std::string::npos)
      << good.complaints();
}

TEST(Workspace, several_channels_need_a_default_one) {
  Good good;
  good.write("channels/lobby.toml", kChannel);
  good.replace("office.toml", "default_channel = \"hall\"\n", "");
  EXPECT_NE(good.complaints().find("no default_channel"), std::string::npos) << good.complaints();
}

TEST(Workspace, a_broken_medium_is_named_once_and_a_wrong_name_each_time) {
  Good good;
  good.write("media/broken.mp4", "no film");
  good.replace("channels/hall.toml", kItem,
               "  \"media/broken.mp4\", \"media/broken.mp4\",\n  \"media/gone.mp4\", \"media/gone.mp4\",\n");
  const Workspace workspace = good.load();
  EXPECT_EQ(workspace.diagnostics.size(), 3U) << good.complaints();
  ASSERT_EQ(workspace.office.media.size(), 3U);
  EXPECT_TRUE(workspace.office.media[0].fault);
  EXPECT_TRUE(workspace.office.media[1].fault);
  EXPECT_FALSE(workspace.office.media[2].fault);
}

TEST(Workspace, captions_inside_a_film_are_captions) {
  Good good;
  good.write("captions.srt", "1\n00:00:00,000 --> 00:00:01,000\n甲\n");
  ASSERT_NO_FATAL_FAILURE(make_clip(
      good / "media/film.mp4", "-i '" + (good / "captions.srt").string() + "' " + kFilm + " -c:s mov_text"));
  good.remove("media/film.zh.vtt");
  EXPECT_EQ(good.complaints(), "");
}

TEST(Workspace, a_silent_film_needs_no_captions) {
  Good good;
  good.remove("media/film.zh.vtt");
  EXPECT_NE(good.complaints().find("has no captions"), std::string::npos);
  ASSERT_NO_FATAL_FAILURE(make_clip(good / "media/film.mp4", std::string(kFilm) + " -an"));
  EXPECT_EQ(good.complaints(), "");
}

TEST(Workspace, alerts_are_read_and_each_bad_one_is_named) {
  Good good;
  std::filesystem::create_directory(good / "alerts");
  good.write("alerts/a.xml", "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n<identifier>A</alert>");
  good.write("alerts/b.xml.part", "<alert");
  EXPECT_EQ(good.complaints(),
            "alerts/a.xml:2: it is not well-formed XML; ask the sender for the whole message again\n");
}

}  // namespace
}  // namespace crier
