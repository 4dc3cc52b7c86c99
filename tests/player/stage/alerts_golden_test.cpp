// SPDX-License-Identifier: Apache-2.0
// Alerts in force, each over everything else on the screen.
#include <gtest/gtest.h>

#include <chrono>

#include "tests/content/alerts/messages.hpp"
#include "tests/player/golden.hpp"
#include "tests/player/stage/screen_shots.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

class AlertsGolden : public testing::Test {
 protected:
  AlertsGolden() { screen_.add_still("still", "0x1f3a93", 640, 360); }

  void expect(const std::string& xml, const std::string& name) const {
    screen_.write("alerts/a.xml", xml);
    for (const ScreenSize& size : {kLandscape, kPortrait}) {
      const auto shots = screen_.at(size, nine_o_clock(), {nine_o_clock() + 1s});
      ASSERT_EQ(shots.size(), 1U);
      EXPECT_TRUE(matches_golden(shots[0], "screen-alert-" + name + "-" + size.name));
    }
  }

  const SampleScreen screen_{
      "default = \"daily\"\n[playlists.daily]\nitems = [{ media = \"media/still.png\", duration = \"10s\" "
      "}]\n"};
};

CapText chinese(const std::string& severity) {
  return {.infos = {{.event = "站台疏散",
                     .severity = severity,
                     .more = "<senderName>示例区应急管理局</senderName><headline>请立即离开站台</headline>"
                             "<description>二号线站厅有烟雾，列车不再停靠。</description>"
                             "<instruction>听从工作人员指挥，走最近的楼梯，不要乘电梯。</instruction>"}}};
}

CapText english(const std::string& severity) {
  return {.infos = {{.language = "en",
                     .event = "Platform evacuation",
                     .severity = severity,
                     .more = "<senderName>Sample Emergency Office</senderName>"
                             "<headline>Leave the platform now</headline>"
                             "<description>There is smoke in the hall of line 2.</description>"
                             "<instruction>Follow the staff. Take the stairs, not the lift.</instruction>"}}};
}

TEST_F(AlertsGolden, of_every_severity) {
  for (const char* severity : {"Extreme", "Severe", "Moderate", "Minor", "Unknown"}) {
    std::string name = severity;
    name[0] = static_cast<char>(name[0] - 'A' + 'a');
    expect(to_xml(chinese(severity)), name + "-zh");
    expect(to_xml(english(severity)), name + "-en");
  }
}

struct NationalColour {
  const char* code;
  const char* name;
  const char* headline;
};

TEST_F(AlertsGolden, of_every_national_colour) {
  const NationalColour colours[] = {{"Red", "red", "暴雨红色预警[I级/特别严重]"},
                                    {"Orange", "orange", "暴雨橙色预警[II级/严重]"},
                                    {"Yellow", "yellow", "暴雨黄色预警[III级/较重]"},
                                    {"Blue", "blue", "暴雨蓝色预警[IV级/一般]"}};
  for (const NationalColour& colour : colours) {
    NationalText text;
    text.colour = colour.code;
    std::string xml = to_xml(text);
    const std::string headline = colours[1].headline;
    const std::size_t at = xml.find(headline);
    ASSERT_NE(at, std::string::npos);
    expect(xml.replace(at, headline.size(), colour.headline), std::string("national-") + colour.name);
  }
}

TEST_F(AlertsGolden, that_is_an_exercise) {
  CapText text = chinese("Extreme");
  text.status = "Exercise";
  expect(to_xml(text), "exercise-zh");
  text = english("Extreme");
  text.status = "Exercise";
  expect(to_xml(text), "exercise-en");
}

// A test message leaves the picture where it is.
TEST_F(AlertsGolden, but_none_of_a_test) {
  CapText text = chinese("Extreme");
  text.status = "Test";
  expect(to_xml(text), "test");
}

}  // namespace
}  // namespace crier
