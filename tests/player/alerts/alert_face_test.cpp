// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/alert_face.hpp"

#include <gtest/gtest.h>

#include "tests/content/alerts/messages.hpp"

namespace crier {
namespace {

AlertFace face_of(const std::string& bytes) {
  AlertBoard board;
  effect_of(board, "a.xml", bytes, nine_o_clock(), {});
  const auto zone = Zone::find("Asia/Shanghai");
  return alert_face(board.shown(nine_o_clock(), {}).at(0), *zone, 1, 2);
}

TEST(AlertFace, a_national_warning_says_each_thing_once) {
  const AlertFace face = face_of(to_xml(NationalText{}));
  EXPECT_EQ(face.tint, AlertTint::orange);
  EXPECT_EQ(face.title, "暴雨橙色预警");
  EXPECT_EQ(face.level, "II级 · 严重");
  EXPECT_EQ(face.headline, "");
  EXPECT_EQ(face.body, "请注意防范。") << "the text for LED signs";
  EXPECT_EQ(face.sender, "示例区气象局");
  EXPECT_EQ(face.time, "2026年11月24日 08:00");
  EXPECT_EQ(face.count, 2);
}

TEST(AlertFace, an_english_one_is_english) {
  const AlertFace face =
      face_of(to_xml(CapText{.status = "Exercise",
                             .infos = {{.language = "en-GB",
                                        .event = "Flood",
                                        .severity = "Extreme",
                                        .more = "<senderName>Sample Office</senderName><headline>Leave the "
                                                "platform</headline><description>d</description>"}}}));
  EXPECT_EQ(face.tint, AlertTint::red);
  EXPECT_TRUE(face.exercise);
  EXPECT_EQ(face.level, "EXTREME · ACT NOW");
  EXPECT_EQ(face.headline, "Leave the platform");
  EXPECT_EQ(face.time, "24 November 2026, 08:00");
}

TEST(AlertFace, each_severity_has_its_colour) {
  const std::pair<const char*, AlertTint> rows[] = {{"Extreme", AlertTint::red},
                                                    {"Severe", AlertTint::orange},
                                                    {"Moderate", AlertTint::yellow},
                                                    {"Minor", AlertTint::blue},
                                                    {"Unknown", AlertTint::grey}};
  for (const auto& [severity, tint] : rows)
    EXPECT_EQ(face_of(to_xml(CapText{.infos = {{.severity = severity}}})).tint, tint) << severity;
}

}  // namespace
}  // namespace crier
