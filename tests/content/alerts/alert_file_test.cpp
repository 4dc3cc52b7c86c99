// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alert_file.hpp"

#include <gtest/gtest.h>

#include "tests/content/alerts/messages.hpp"

namespace crier {
namespace {

Alert good(const std::string& bytes) {
  Diagnostics diagnostics;
  auto alert = parse_alert(bytes, "a.xml", diagnostics);
  EXPECT_TRUE(alert) << (diagnostics.empty() ? "" : to_text(diagnostics.front()));
  return alert ? *std::move(alert) : Alert();
}

TEST(AlertFile, reads_every_part_of_a_cap_message) {
  const Alert alert = good(to_xml(CapText{
      .identifier = "B",
      .message = "Update",
      .references = "x@example.org,A,2026-11-24T07:00:00+08:00  y@example.org,C,2026-11-24T07:00:00-00:00",
      .infos = {
          {.response = "Evacuate",
           .effective = "2026-11-24T08:10:00+08:00",
           .more = "<onset>2026-11-24T08:20:00+08:00</onset><senderName>示例区</senderName><headline>A &lt; "
                   "B</headline>"
                   "<description><![CDATA[第一行\n  "
                   "第二行\n\nSecond\nparagraph]]></description><instruction>x</instruction>",
           .area =
               "<areaDesc>示例</areaDesc><geocode><valueName>SAME</valueName><value>1</value></geocode>"}}}));
  EXPECT_EQ(alert.identifier, "B");
  EXPECT_EQ(alert.sent, moment("2026-11-24T08:00:00+08:00"));
  EXPECT_EQ(alert.message, AlertMessage::update);
  ASSERT_EQ(alert.references.size(), 2U);
  EXPECT_EQ(alert.references[1].sender, "y@example.org");
  EXPECT_EQ(alert.references[1].sent, moment("2026-11-24T07:00:00Z"));
  const AlertInfo& info = alert.infos.at(0);
  EXPECT_EQ(info.headline, "A < B");
  EXPECT_EQ(info.description, "第一行第二行\nSecond paragraph");
  EXPECT_EQ(info.urgency, AlertUrgency::immediate);
  EXPECT_EQ(info.severity, AlertSeverity::severe);
  EXPECT_EQ(info.certainty, AlertCertainty::observed);
  EXPECT_FALSE(info.all_clear);
  EXPECT_EQ(info.onset, moment("2026-11-24T08:20:00+08:00"));
  EXPECT_EQ(info.areas.at(0).geocodes.at(0).first, "SAME");
}

TEST(AlertFile, reads_every_part_of_a_national_message) {
  const Alert alert =
      good(to_xml(NationalText{.sent = "2026-11-24 08:00:00", .message = "Cancel", .references = "X, Y"}));
  EXPECT_EQ(alert.sender, "11011241600000");
  EXPECT_EQ(alert.sent, moment("2026-11-24T08:00:00+08:00"));
  ASSERT_EQ(alert.references.size(), 2U);
  EXPECT_EQ(alert.references[1].identifier, "Y");
  const AlertInfo& info = alert.infos.at(0);
  EXPECT_EQ(info.event, "暴雨橙色预警");
  EXPECT_EQ(info.sign_text, "请注意防范。");
  EXPECT_EQ(info.sender_name, "示例区气象局") << "the person who signs is not named";
  EXPECT_EQ(info.colour, AlertColour::orange);
  EXPECT_EQ(info.severity, AlertSeverity::severe);
  EXPECT_EQ(info.areas.at(0).description, "示例区");
  ASSERT_EQ(info.areas.at(0).geocodes.size(), 1U);
  EXPECT_EQ(info.areas.at(0).geocodes[0].second, "110112000000");
}

TEST(AlertFile, takes_a_prefix_marks_and_a_signature) {
  std::string text = to_xml(CapText{
      .more = "<ds:Signature "
              "xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:status>Test</ds:status></ds:Signature>"});
  EXPECT_EQ(good("\xEF\xBB\xBF" + text).infos.size(), 1U);
  std::string prefixed;
  for (std::size_t i = 0; i < text.size(); ++i) {
    prefixed += text[i];
    if (text[i] != '<' || text[i + 1] == '?' || text.substr(i + 1, 4).find("ds:") != std::string::npos)
      continue;
    if (text[i + 1] == '/') prefixed += text[++i];
    prefixed += "cap:";
  }
  prefixed.replace(prefixed.find("xmlns="), 6, "xmlns:cap=");
  EXPECT_EQ(good(prefixed).infos.size(), 1U);
  std::string wide = "\xFF\xFE";
  const std::string ascii =
      to_xml(CapText{.infos = {{.event = "Rain", .area = "<areaDesc>Here</areaDesc>"}}}).substr(39);
  for (const char c : ascii) wide += std::string({c, '\0'});
  EXPECT_EQ(good(wide).infos.at(0).event, "Rain");
}

TEST(AlertFile, names_the_line_of_each_mistake) {
  Diagnostics diagnostics;
  EXPECT_FALSE(parse_alert(to_xml(CapText{.status = "actual", .infos = {{.severity = "Bad"}}}),
                           "alerts/a.xml", diagnostics));
  ASSERT_EQ(diagnostics.size(), 2U);
  EXPECT_EQ(
      to_text(diagnostics[0]),
      "alerts/a.xml:6: <status> says \"actual\"; it must be one of Test, Actual, Exercise, System, Draft");
  EXPECT_EQ(diagnostics[1].line, 14);
}

TEST(AlertFile, hostile_ones_cost_little) {
  const std::string deep = [] {
    std::string text;
    for (int i = 0; i < 300'000; ++i) text += "<a>";
    return text;
  }();
  std::string many = "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">";
  for (int i = 0; i < 100'000; ++i) many += "<info/>";
  std::string attributes = "<alert";
  for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i) + "=\"\"";
  for (const std::string& bytes : {deep, many + "</alert>", attributes + "/>", std::string(1 << 20, '<'),
                                   std::string("<?xml encoding=\"GB18030\"?>\x81")}) {
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_alert(bytes, "a.xml", diagnostics));
    EXPECT_FALSE(diagnostics.empty());
    EXPECT_LT(diagnostics.size(), 1000U);
  }
}

}  // namespace
}  // namespace crier
