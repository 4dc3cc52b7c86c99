// SPDX-License-Identifier: Apache-2.0
// Files in groups: each group begins with an empty board, each file does exactly what its row says.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

#include "tests/content/alerts/messages.hpp"

namespace crier {
namespace {

struct Row {
  const char* group;
  std::string bytes;
  const char* effect;
};

// What a reference to the builder's own messages looks like.
std::string ref(const std::string& identifier, const std::string& sent = "2026-11-24T08:00:00+08:00",
                const std::string& sender = "warn@example.org") {
  return sender + "," + identifier + "," + sent;
}

std::string replaced(std::string text, const std::string& old, const std::string& with) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return at == std::string::npos ? text : text.replace(at, old.size(), with);
}

const std::string kLater = "2026-11-24T08:30:00+08:00";
const std::string kLatest = "2026-11-24T08:45:00+08:00";

std::vector<Row> rows() {
  return {
      {"a plain alert", to_xml(CapText{}), "+A"},
      {"an exercise is marked", to_xml(CapText{.status = "Exercise"}), "+A(exercise)"},
      {"a test", to_xml(CapText{.status = "Test"}), "idle: its status is Test"},
      {"a draft", to_xml(CapText{.status = "Draft"}), "idle: its status is Draft"},
      {"a message to machines", to_xml(CapText{.status = "System"}),
       "idle: its status is System: it speaks to machines"},
      {"an acknowledgement", to_xml(CapText{.message = "Ack"}), "idle: it only acknowledges another message"},
      {"an error report", to_xml(CapText{.message = "Error"}),
       "idle: it reports an error of another message"},
      {"restricted", to_xml(CapText{.scope = "Restricted", .more = "<restriction>staff</restriction>"}),
       "idle: its scope is Restricted, not Public"},
      {"private", to_xml(CapText{.scope = "Private", .more = "<addresses>a@example.org</addresses>"}),
       "idle: its scope is Private, not Public"},
      {"expired", to_xml(CapText{.infos = {{.expires = "2026-11-24T08:59:59+08:00"}}}),
       "idle: it has expired"},
      {"expires at this very moment", to_xml(CapText{.infos = {{.expires = "2026-11-24T09:00:00+08:00"}}}),
       "idle: it has expired"},
      {"expires in another zone", to_xml(CapText{.infos = {{.expires = "2026-11-24T02:00:00+00:00"}}}), "+A"},
      {"does not say when it expires", to_xml(CapText{.infos = {{.expires = ""}}}), "+A"},
      {"does not say, and is a day old",
       to_xml(CapText{.sent = "2026-11-23T09:00:00+08:00", .infos = {{.expires = ""}}}),
       "idle: it has expired"},
      {"not yet effective", to_xml(CapText{.infos = {{.effective = "2026-11-24T10:00:00+08:00"}}}),
       "idle: it is not yet effective"},
      {"a foreign area",
       to_xml(CapText{.infos = {{.area = "<areaDesc>别处</areaDesc><geocode><valueName>GB/T "
                                         "2260</valueName><value>410000</value></geocode>"}}}),
       "idle: its areas do not hold this screen"},
      {"our county among others",
       to_xml(CapText{.infos = {{.area = "<areaDesc>别处</areaDesc><geocode><valueName>x</"
                                         "valueName><value>410000</value></geocode><geocode>"
                                         "<valueName>x</valueName><value>110112</value></geocode>"}}}),
       "+A"},
      {"no info", to_xml(CapText{.infos = {}}), "idle: it holds no info"},
      {"several languages", to_xml(CapText{.infos = {{.language = "en-US"}, {.language = "zh-CN"}}}), "+A"},

      {"update", to_xml(CapText{}), "+A"},
      {"update",
       to_xml(CapText{.identifier = "B", .sent = kLater, .message = "Update", .references = ref("A")}),
       "-A +B"},
      {"update",
       to_xml(CapText{.identifier = "C",
                      .sent = kLatest,
                      .message = "Cancel",
                      .references = ref("A") + "\n\t" + ref("B", kLater),
                      .infos = {}}),
       "-B"},

      {"update of an update", to_xml(CapText{}), "+A"},
      {"update of an update",
       to_xml(CapText{.identifier = "B", .sent = kLater, .message = "Update", .references = ref("A")}),
       "-A +B"},
      {"update of an update",
       to_xml(
           CapText{.identifier = "C", .sent = kLatest, .message = "Update", .references = ref("B", kLater)}),
       "-B +C"},

      {"the cancel came first",
       to_xml(CapText{
           .identifier = "B", .sent = kLater, .message = "Cancel", .references = ref("A"), .infos = {}}),
       "idle: nothing that it cancels is known"},
      {"the cancel came first", to_xml(CapText{}), "idle: B ends it"},

      {"the update came first",
       to_xml(CapText{.identifier = "B", .sent = kLater, .message = "Update", .references = ref("A")}), "+B"},
      {"the update came first", to_xml(CapText{}), "idle: B replaces it"},

      {"a cancel of the first ends its updates", to_xml(CapText{}), "+A"},
      {"a cancel of the first ends its updates",
       to_xml(CapText{.identifier = "B", .sent = kLater, .message = "Update", .references = ref("A")}),
       "-A +B"},
      {"a cancel of the first ends its updates",
       to_xml(CapText{
           .identifier = "C", .sent = kLatest, .message = "Cancel", .references = ref("A"), .infos = {}}),
       "-B"},

      {"an update after the cancel stands", to_xml(CapText{}), "+A"},
      {"an update after the cancel stands",
       to_xml(CapText{
           .identifier = "C", .sent = kLater, .message = "Cancel", .references = ref("A"), .infos = {}}),
       "-A"},
      {"an update after the cancel stands",
       to_xml(CapText{.identifier = "B", .sent = kLatest, .message = "Update", .references = ref("A")}),
       "+B"},

      {"another sender cancels", to_xml(CapText{}), "+A"},
      {"another sender cancels",
       to_xml(CapText{.identifier = "B",
                      .sender = "x@example.org",
                      .sent = kLater,
                      .message = "Cancel",
                      .references = ref("A"),
                      .infos = {}}),
       "idle: nothing that it cancels is known"},
      {"another sender updates", to_xml(CapText{}), "+A"},
      {"another sender updates",
       to_xml(CapText{.identifier = "B",
                      .sender = "x@example.org",
                      .sent = kLater,
                      .message = "Update",
                      .references = ref("A")}),
       "+B"},
      {"an exercise cancels a real one", to_xml(CapText{}), "+A"},
      {"an exercise cancels a real one",
       to_xml(CapText{.identifier = "B",
                      .sent = kLater,
                      .status = "Exercise",
                      .message = "Cancel",
                      .references = ref("A"),
                      .infos = {}}),
       "idle: nothing that it cancels is known"},
      {"a test cancels a real one", to_xml(CapText{}), "+A"},
      {"a test cancels a real one",
       to_xml(CapText{.identifier = "B",
                      .sent = kLater,
                      .status = "Test",
                      .message = "Cancel",
                      .references = ref("A"),
                      .infos = {}}),
       "idle: its status is Test"},
      {"a cancel of another sending", to_xml(CapText{}), "+A"},
      {"a cancel of another sending",
       to_xml(CapText{.identifier = "B",
                      .sent = kLater,
                      .message = "Cancel",
                      .references = ref("A", "2026-11-24T08:00:01+08:00"),
                      .infos = {}}),
       "idle: nothing that it cancels is known"},
      {"a cancel that writes the time in another zone", to_xml(CapText{}), "+A"},
      {"a cancel that writes the time in another zone",
       to_xml(CapText{.identifier = "B",
                      .sent = kLater,
                      .message = "Cancel",
                      .references = ref("A", "2026-11-24T00:00:00+00:00")}),
       "-A"},
      {"an exercise ends an exercise", to_xml(CapText{.status = "Exercise"}), "+A(exercise)"},
      {"an exercise ends an exercise",
       to_xml(CapText{.identifier = "B",
                      .sent = kLater,
                      .status = "Exercise",
                      .message = "Cancel",
                      .references = ref("A"),
                      .infos = {}}),
       "-A(exercise)"},
      {"all clear", to_xml(CapText{}), "+A"},
      {"all clear",
       to_xml(CapText{.identifier = "B",
                      .sent = kLater,
                      .message = "Update",
                      .references = ref("A"),
                      .infos = {{.response = "AllClear"}}}),
       "-A"},
      {"an expired update still replaces", to_xml(CapText{}), "+A"},
      {"an expired update still replaces",
       to_xml(CapText{.identifier = "B",
                      .sent = kLater,
                      .message = "Update",
                      .references = ref("A"),
                      .infos = {{.expires = kLater}}}),
       "-A"},
      {"an update that moved away", to_xml(CapText{}), "+A"},
      {"an update that moved away",
       to_xml(CapText{.identifier = "B",
                      .sent = kLater,
                      .message = "Update",
                      .references = ref("A"),
                      .infos = {{.area = "<areaDesc>别处</areaDesc><geocode><valueName>x</"
                                         "valueName><value>410000</value></geocode>"}}}),
       "-A"},
      {"an update for later leaves no gap", to_xml(CapText{}), "+A"},
      {"an update for later leaves no gap",
       to_xml(CapText{.identifier = "B",
                      .sent = kLater,
                      .message = "Update",
                      .references = ref("A"),
                      .infos = {{.effective = "2026-11-24T10:00:00+08:00"}}}),
       "idle: it is not yet effective"},
      {"an alert may name others and ends none", to_xml(CapText{}), "+A"},
      {"an alert may name others and ends none",
       to_xml(CapText{.identifier = "B", .sent = kLater, .references = ref("A")}), "+B"},
      {"the same message again", to_xml(CapText{}), "+A"},
      {"the same message again", to_xml(CapText{}), "idle: it counts already"},
      {"it names itself", to_xml(CapText{.message = "Update", .references = ref("A")}), "+A"},

      {"national", to_xml(NationalText{}), "+11011241600000_20261124080000"},
      {"national",
       to_xml(NationalText{.identifier = "U",
                           .sent = "2026-11-24 08:20:00+08:00",
                           .message = "Update",
                           .colour = "Red",
                           .references = "11011241600000_20261124080000"}),
       "-11011241600000_20261124080000 +U"},
      {"national",
       to_xml(NationalText{.identifier = "C",
                           .sent = "2026-11-24 08:40:00",
                           .message = "Cancel",
                           .references = "11011241600000_20261124080000"}),
       "-U"},
      {"national, another county's cancel", to_xml(NationalText{}), "+11011241600000_20261124080000"},
      {"national, another county's cancel",
       to_xml(NationalText{.identifier = "C",
                           .sender_code = "41000041600000",
                           .message = "Cancel",
                           .references = "11011241600000_20261124080000"}),
       "idle: nothing that it cancels is known"},
      {"national, foreign", to_xml(NationalText{.codes = "410000000000,410000000000"}),
       "idle: its areas do not hold this screen"},
      {"national, the whole city", to_xml(NationalText{.codes = "110000000000"}),
       "+11011241600000_20261124080000"},
      {"national, test", to_xml(NationalText{.status = "Test"}), "idle: its status is Test"},
      {"national, unknown colour", to_xml(NationalText{.colour = "Purple"}),
       "refused: <severity> says \"Purple\""},
      {"national, a cancel of nothing", to_xml(NationalText{.message = "Cancel"}),
       "refused: an Update or Cancel names no earlier message"},
      {"national, wrong time", to_xml(NationalText{.sent = "2026-11-24 25:00:00"}),
       "refused: <sendTime> says \"2026-11-24 25:00:00\", which is no time"},

      {"empty", "", "refused: it is empty"},
      {"not XML", "Evacuate now!", "refused: it is not well-formed XML"},
      {"broken off", to_xml(CapText{}).substr(0, 400), "refused: it is not well-formed XML"},
      {"two alerts", to_xml(CapText{}) + "<alert/>", "refused: there is something after or beside the alert"},
      {"JSON", "{\"identifier\": \"A\"}", "refused: it is JSON, not an alert in XML"},
      {"a web page", "<html><body>Log in to the network</body></html>",
       "refused: it is a web page, not an alert"},
      {"an envelope", "<EDXLDistribution xmlns=\"urn:oasis:names:tc:emergency:EDXL:DE:1.0\"/>",
       "refused: it is an EDXL-DE envelope, not an alert"},
      {"a feed", "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>",
       "refused: it is an Atom feed, not an alert"},
      {"an entity bomb",
       "<!DOCTYPE alert [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n" +
           replaced(to_xml(CapText{}), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""),
       "refused: it has a DOCTYPE, which an alert never needs and an attacker might"},
      {"a foreign namespace", to_xml(CapText{.name_space = "urn:oasis:names:tc:emergency:cap:2.0"}),
       "refused: \"urn:oasis:names:tc:emergency:cap:2.0\" is no namespace of CAP"},
      {"no namespace", replaced(to_xml(CapText{}), " xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"", ""),
       "refused: the alert names no namespace of CAP"},
      {"no identifier", to_xml(CapText{.identifier = ""}), "refused: <identifier> is missing"},
      {"an identifier with a comma", to_xml(CapText{.identifier = "A,B"}),
       "refused: <identifier> holds a blank, a comma, < or &, or is too long"},
      {"no sender", to_xml(CapText{.sender = ""}), "refused: <sender> is missing"},
      {"no time", to_xml(CapText{.sent = ""}), "refused: <sent> is missing"},
      {"a time in Z", to_xml(CapText{.sent = "2026-11-24T00:00:00Z"}),
       "refused: <sent> says \"2026-11-24T00:00:00Z\", which is no time of CAP"},
      {"a time without offset", to_xml(CapText{.sent = "2026-11-24T08:00:00"}),
       "refused: <sent> says \"2026-11-24T08:00:00\", which is no time of CAP"},
      {"a day that does not exist", to_xml(CapText{.sent = "2026-02-30T08:00:00+08:00"}),
       "refused: <sent> says \"2026-02-30T08:00:00+08:00\", which is no time of CAP"},
      {"an expiry in words", to_xml(CapText{.infos = {{.expires = "soon"}}}),
       "refused: <expires> says \"soon\", which is no time of CAP"},
      {"an unknown status", to_xml(CapText{.status = "actual"}), "refused: <status> says \"actual\""},
      {"two statuses", to_xml(CapText{.status = "Test", .more = "<status>Actual</status>"}),
       "refused: there is a second <status>"},
      {"an unknown type", to_xml(CapText{.message = "Revoke"}), "refused: <msgType> says \"Revoke\""},
      {"an unknown severity", to_xml(CapText{.infos = {{.severity = "Red"}}}),
       "refused: <severity> says \"Red\""},
      {"no category", to_xml(CapText{.infos = {{.category = ""}}}), "refused: <category> is missing"},
      {"no event", to_xml(CapText{.infos = {{.event = ""}}}), "refused: <event> is missing"},
      {"a nameless area", to_xml(CapText{.infos = {{.area = "<polygon>1,2 3,4 5,6 1,2</polygon>"}}}),
       "refused: <areaDesc> is missing"},
      {"bare references in CAP", to_xml(CapText{.message = "Cancel", .references = "A"}),
       "refused: <references> holds \"A\""},
      {"a cancel of nothing", to_xml(CapText{.message = "Cancel"}),
       "refused: an Update or Cancel names no earlier message"},
      {"restricted without saying to whom", to_xml(CapText{.scope = "Restricted"}),
       "refused: <restriction> is missing"},
      {"a NUL", replaced(to_xml(CapText{}), "暴雨", std::string("a\0b", 3)),
       "refused: its bytes are not in the encoding that it declares"},
      {"a control character by reference", replaced(to_xml(CapText{}), "暴雨", "a&#1;b"),
       "refused: a character reference names no character of XML 1.0"},
      {"GB without saying so", replaced(to_xml(CapText{}), "暴雨", "\xb1\xa9\xd3\xea"),
       "refused: its bytes are not in the encoding that it declares"},
      {"too large", to_xml(CapText{.more = "<note>" + std::string(std::size_t{1} << 20, 'x') + "</note>"}),
       "refused: it is larger than 1 MiB"},
  };
}

TEST(AlertEffects, each_file_does_exactly_what_its_row_says) {
  AlertBoard board;
  std::string group;
  int number = 0;
  const AlertAudience audience{.tags = {"S1", "geo:110112"}, .languages = {"zh", "en"}};
  for (const Row& row : rows()) {
    if (row.group != group) board = AlertBoard();
    group = row.group;
    ++number;
    EXPECT_EQ(effect_of(board, std::to_string(1000 + number) + ".xml", row.bytes, nine_o_clock(), audience),
              row.effect)
        << row.group;
  }
  EXPECT_GE(number, 50);
  std::printf("files judged: %d\n", number);
}

TEST(AlertEffects, the_order_of_coming_does_not_matter) {
  const std::vector<std::string> files = {
      to_xml(CapText{}),
      to_xml(CapText{.identifier = "B", .sent = kLater, .message = "Update", .references = ref("A")}),
      to_xml(CapText{
          .identifier = "C", .sent = kLatest, .message = "Cancel", .references = ref("A"), .infos = {}}),
      to_xml(CapText{.identifier = "D", .infos = {{.severity = "Minor"}}}),
  };
  std::vector<int> order = {0, 1, 2, 3};
  do {
    AlertBoard board;
    for (const int i : order)
      effect_of(board, std::to_string(i), files[static_cast<std::size_t>(i)], nine_o_clock(), {});
    EXPECT_EQ(shown_on(board, nine_o_clock(), {}), "D");
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
}  // namespace crier
