// SPDX-License-Identifier: Apache-2.0
#include "tests/content/alerts/messages.hpp"

#include <algorithm>

#include "config/time_text.hpp"
#include "content/alerts/alert_file.hpp"

namespace crier {
namespace {

std::string element(const std::string& name, const std::string& text) {
  return text.empty() ? std::string() : "<" + name + ">" + text + "</" + name + ">\n";
}

std::string info_xml(const InfoText& info) {
  return "<info>\n" + element("language", info.language) + element("category", info.category) +
         element("event", info.event) + element("responseType", info.response) +
         element("urgency", info.urgency) + element("severity", info.severity) +
         element("certainty", info.certainty) + element("effective", info.effective) +
         element("expires", info.expires) + info.more + element("area", info.area) + "</info>\n";
}

std::vector<std::string> identifiers(const AlertBoard& board, WallTime now, const AlertAudience& audience) {
  std::vector<std::string> names;
  for (const ShownAlert& alert : board.shown(now, audience))
    names.push_back(alert.alert->identifier + (alert.exercise ? "(exercise)" : ""));
  return names;
}

}  // namespace

WallTime moment(std::string_view rfc3339) {
  const auto written = parse_time(rfc3339);
  return WallTime(written->local.time_since_epoch() - *written->offset);
}

WallTime nine_o_clock() {
  return moment("2026-11-24T09:00:00+08:00");
}

std::string to_xml(const CapText& text) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"" + text.name_space +
                    "\">\n" + element("identifier", text.identifier) + element("sender", text.sender) +
                    element("sent", text.sent) + element("status", text.status) +
                    element("msgType", text.message) + element("scope", text.scope) +
                    element("references", text.references) + text.more;
  for (const InfoText& info : text.infos) xml += info_xml(info);
  return xml + "</alert>\n";
}

std::string to_xml(const NationalText& text) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert>\n" + element("identifier", text.identifier) +
         element("sender", "示例区气象局") + element("senderCode", text.sender_code) +
         element("sendTime", text.sent) + element("status", text.status) + element("msgType", text.message) +
         "<scope>Public</scope>\n<code><method><methodName>LED</methodName><message>请注意防范。</message></"
         "method></code>\n" +
         "<references>" + text.references +
         "</references>\n<info>\n<language>zh-CN</language>\n<eventType>11B03</eventType>\n<urgency>Unknown</"
         "urgency>\n" +
         element("severity", text.colour) +
         "<certainty>Unknown</certainty>\n<effective/>\n<onset/>\n<expires>" + text.expires +
         "</expires>\n<senderName>某某</senderName>\n" +
         "<headline>示例区气象局发布暴雨橙色预警[II级/严重]</headline>\n<description>预计未来6小时有暴雨。</"
         "description>\n<instruction/>\n" +
         "<area><areaDesc>示例区,示例区</areaDesc><geocode>" + text.codes +
         "</geocode></area>\n</info>\n</alert>\n";
}

std::string effect_of(AlertBoard& board, const std::string& file, std::string_view bytes, WallTime now,
                      const AlertAudience& audience) {
  Diagnostics diagnostics;
  auto alert = parse_alert(bytes, file, diagnostics);
  if (!alert)
    return "refused: " + (diagnostics.empty() ? std::string("without a reason") : diagnostics.front().what);
  const auto before = identifiers(board, now, audience);
  board.offer(file, *std::move(alert));
  const auto after = identifiers(board, now, audience);
  std::string effect;
  const auto add = [&effect](char sign, const std::string& name) {
    effect += (effect.empty() ? "" : " ") + std::string(1, sign) + name;
  };
  for (const std::string& name : before)
    if (std::count(after.begin(), after.end(), name) == 0) add('-', name);
  for (const std::string& name : after)
    if (std::count(before.begin(), before.end(), name) == 0) add('+', name);
  if (!effect.empty()) return effect;
  const auto idle = board.idle(now, audience);
  const auto reason = idle.find(file);
  return "idle: " + (reason == idle.end() ? "it counts already" : reason->second);
}

std::string shown_on(const AlertBoard& board, WallTime now, const AlertAudience& audience) {
  std::string text;
  for (const std::string& name : identifiers(board, now, audience)) text += (text.empty() ? "" : " ") + name;
  return text;
}

}  // namespace crier
