// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alert_board.hpp"

#include <gtest/gtest.h>

#include "tests/content/alerts/messages.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

AlertBoard board_of(const std::vector<CapText>& messages) {
  AlertBoard board;
  for (const CapText& message : messages)
    effect_of(board, message.identifier + ".xml", to_xml(message), nine_o_clock(), {});
  return board;
}

TEST(AlertBoard, shows_the_worst_first_and_real_ones_before_exercises) {
  const AlertBoard board = board_of({
      {.identifier = "minor", .infos = {{.severity = "Minor"}}},
      {.identifier = "drill", .status = "Exercise", .infos = {{.severity = "Extreme"}}},
      {.identifier = "old", .sent = "2026-11-24T07:00:00+08:00", .infos = {{.severity = "Severe"}}},
      {.identifier = "new", .infos = {{.severity = "Severe"}}},
      {.identifier = "later", .infos = {{.urgency = "Future", .severity = "Severe"}}},
      {.identifier = "worst", .infos = {{.severity = "Extreme"}}},
  });
  EXPECT_EQ(shown_on(board, nine_o_clock(), {}), "worst new old later minor drill(exercise)");
}

TEST(AlertBoard, chooses_the_language_the_screen_wants) {
  const struct {
    std::vector<std::string> offered;
    std::vector<std::string> wanted;
    std::size_t chosen;
  } rows[] = {
      {{"en-US", "zh-CN"}, {"zh", "en"}, 1}, {{"en-US", "zh-CN"}, {"en"}, 0},
      {{"zh-TW", "zh-CN"}, {"zh-CN"}, 1},    {{"zh-TW", "zh-CN"}, {"zh"}, 0},
      {{"es-US", "en-US"}, {"zh"}, 1},       {{"es-US", "fr-CA"}, {"zh", "en"}, 0},
      {{"EN-us", "ZH-cn"}, {"zh-CN"}, 1},    {{"es-US"}, {}, 0},
  };
  for (const auto& row : rows) {
    CapText message;
    message.infos.clear();
    for (const std::string& language : row.offered) message.infos.push_back({.language = language});
    const auto shown = board_of({message}).shown(nine_o_clock(), {.tags = {}, .languages = row.wanted});
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0].info_index, row.chosen) << row.offered.front();
  }
}

TEST(AlertBoard, of_one_language_it_takes_what_holds_the_screen_and_is_worst) {
  CapText message;
  message.infos = {
      {.severity = "Extreme",
       .area = "<areaDesc>A</areaDesc><geocode><valueName>x</valueName><value>410000</value></geocode>"},
      {.severity = "Minor",
       .area = "<areaDesc>B</areaDesc><geocode><valueName>x</valueName><value>110112</value></geocode>"},
      {.severity = "Moderate",
       .area = "<areaDesc>B</areaDesc><geocode><valueName>x</valueName><value>110000</value></geocode>"}};
  const auto shown = board_of({message}).shown(nine_o_clock(), {.tags = {"geo:110112"}, .languages = {"zh"}});
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].info_index, 2U);
}

TEST(AlertBoard, an_info_without_areas_has_those_of_the_message) {
  const std::string foreign =
      "<areaDesc>A</areaDesc><geocode><valueName>x</valueName><value>410000</value></geocode>";
  const AlertBoard board =
      board_of({{.infos = {{.language = "en-US", .area = foreign}, {.language = "zh-CN", .area = ""}}}});
  EXPECT_EQ(shown_on(board, nine_o_clock(), {.tags = {"geo:110112"}, .languages = {"zh"}}), "");
  EXPECT_EQ(shown_on(board, nine_o_clock(), {.tags = {"geo:410100"}, .languages = {"zh"}}), "A");
}

TEST(AlertBoard, expires_and_becomes_effective_by_itself) {
  const AlertBoard board = board_of(
      {{.identifier = "now"},
       {.identifier = "soon", .infos = {{.effective = "2026-11-24T11:00:00+08:00", .expires = ""}}}});
  EXPECT_EQ(board.next_change(nine_o_clock()), moment("2026-11-24T11:00:00+08:00"));
  EXPECT_EQ(shown_on(board, moment("2026-11-24T11:00:00+08:00"), {}), "now soon");
  EXPECT_EQ(board.next_change(moment("2026-11-24T11:00:00+08:00")), moment("2026-11-24T12:00:00+08:00"));
  EXPECT_EQ(shown_on(board, moment("2026-11-24T12:00:00+08:00"), {}), "soon");
  EXPECT_EQ(board.shown(moment("2026-11-24T12:00:00+08:00"), {})[0].until,
            moment("2026-11-24T11:00:00+08:00") + kAlertLife);
  EXPECT_EQ(board.next_change(moment("2026-11-30T12:00:00+08:00")), std::nullopt);
}

TEST(AlertBoard, a_late_update_takes_over_when_it_becomes_effective) {
  const AlertBoard board = board_of({{},
                                     {.identifier = "B",
                                      .sent = "2026-11-24T08:30:00+08:00",
                                      .message = "Update",
                                      .references = "warn@example.org,A,2026-11-24T08:00:00+08:00",
                                      .infos = {{.effective = "2026-11-24T10:00:00+08:00"}}}});
  EXPECT_EQ(shown_on(board, nine_o_clock(), {}), "A");
  EXPECT_EQ(shown_on(board, nine_o_clock() + 1h, {}), "B");
}

TEST(AlertBoard, forgets_a_file_that_was_taken_away) {
  AlertBoard board = board_of({{}, {.identifier = "B"}});
  board.remove("A.xml");
  EXPECT_EQ(shown_on(board, nine_o_clock(), {}), "B");
  board.remove("unknown.xml");
  EXPECT_EQ(shown_on(board, nine_o_clock(), {}), "B");
}

TEST(AlertBoard, an_alert_outlives_the_board_for_those_who_show_it) {
  std::vector<ShownAlert> shown;
  {
    const AlertBoard board = board_of({{}});
    shown = board.shown(nine_o_clock(), {});
  }
  EXPECT_EQ(shown[0].info().event, "暴雨");
}

TEST(AlertBoard, long_chains_and_rings_come_to_an_end) {
  AlertBoard board;
  constexpr int kLength = 300;
  for (int i = 0; i < kLength; ++i) {
    const std::string before = std::to_string((i + kLength - 1) % kLength);
    effect_of(
        board, std::to_string(i),
        to_xml(NationalText{.identifier = std::to_string(i), .message = "Update", .references = before}),
        nine_o_clock(), {});
  }
  EXPECT_EQ(shown_on(board, nine_o_clock(), {}), "");
}

}  // namespace
}  // namespace crier
