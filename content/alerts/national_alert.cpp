// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/national_alert.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/time_text.hpp"
#include "content/alerts/alert_text.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostChannels = 64;
constexpr const char* kListSeparators = " \t\r\n,;";

std::vector<std::string> split(std::string_view text, const char* separators, std::size_t most) {
  std::vector<std::string> words;
  while (words.size() < most) {
    const std::size_t begin = text.find_first_not_of(separators);
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin);
    const std::string_view word = text.substr(0, text.find_first_of(separators));
    text.remove_prefix(word.size());
    if (std::find(words.begin(), words.end(), word) == words.end()) words.emplace_back(word);
  }
  return words;
}

// "2024-07-30 08:05:00+08:00"; without an offset China's own is meant.
std::optional<WallTime> read_time(const AlertElement& element, const char* name) {
  const auto part = element.one(name);
  const std::string text = part ? part->text() : std::string();
  if (text.empty()) return std::nullopt;
  constexpr std::chrono::minutes kChina = std::chrono::hours{8};
  const auto written =
      is_of_our_time(text) ? parse_time(text) : Result<WrittenTime>(fail(ErrorCode::format, text));
  if (!written || text.size() < std::string_view("2024-07-30 08:05").size()) {
    part->complain(fmt::format("<{}> says \"{}\", which is no time", name, flowing(text, 60)),
                   "write it like 2026-11-24 08:30:00+08:00");
    return std::nullopt;
  }
  return WallTime(written->local.time_since_epoch() - written->offset.value_or(kChina));
}

// The text for LED signs among the texts per channel.
std::string read_sign_text(const AlertElement& root) {
  const auto code = root.one("code");
  if (!code) return {};
  for (const AlertElement& method : code->all("method", kMostChannels))
    if (method.text("methodName") == "LED") return method.flowing_text("message");
  return {};
}

// "通州区气象局发布暴雨橙色预警[II级/严重]" is about "暴雨橙色预警"; the headline itself where it is not so
// built.
std::string event_of(const std::string& headline) {
  constexpr std::string_view kWarning = "预警";
  const std::size_t end = headline.find(kWarning);
  if (end == std::string::npos) return headline;
  std::size_t begin = 0;
  for (const std::string_view verb : {"发布", "解除", "更新", "变更", "升级"}) {
    const std::size_t at = headline.rfind(verb, end);
    if (at != std::string::npos) begin = std::max(begin, at + verb.size());
  }
  std::string event = headline.substr(begin, end + kWarning.size() - begin);
  return event == kWarning ? headline : event;
}

void read_colour(const AlertElement& element, AlertInfo& info) {
  info.colour = element.required_word<AlertColour>("severity", {{"Unknown", AlertColour::none},
                                                                {"Red", AlertColour::red},
                                                                {"Orange", AlertColour::orange},
                                                                {"Yellow", AlertColour::yellow},
                                                                {"Blue", AlertColour::blue}});
  constexpr AlertSeverity kLevels[] = {AlertSeverity::extreme, AlertSeverity::severe, AlertSeverity::moderate,
                                       AlertSeverity::minor, AlertSeverity::unknown};
  info.severity = kLevels[static_cast<int>(info.colour)];
}

// It repeats the place for each level of the hierarchy: "通州区,通州区".
std::vector<AlertArea> read_areas(const AlertElement& info) {
  std::vector<AlertArea> areas;
  for (const AlertElement& element : info.all("area", kMostAreas)) {
    AlertArea area;
    for (const std::string& name : split(element.text("areaDesc"), ",;\t\r\n", kMostAreas))
      area.description += (area.description.empty() ? "" : ",") + name;
    area.description = flowing(area.description, kMostTextBytes);
    for (std::string& code : split(element.text("geocode"), kListSeparators, kMostAreas))
      area.geocodes.emplace_back("GB/T 2260", std::move(code));
    areas.push_back(std::move(area));
  }
  return areas;
}

AlertInfo read_info(const AlertElement& element, const std::string& authority) {
  AlertInfo info;
  info.language = element.text("language");
  if (info.language.empty()) info.language = "zh-CN";
  info.sender_name = authority;
  read_colour(element, info);
  info.effective = read_time(element, "effective");
  info.onset = read_time(element, "onset");
  info.expires = read_time(element, "expires");
  info.headline = flowing(element.required_text("headline"), kMostTextBytes);
  info.event = event_of(info.headline);
  info.description = element.flowing_text("description");
  info.instruction = element.flowing_text("instruction");
  info.areas = read_areas(element);
  return info;
}

}  // namespace

Alert read_national_alert(const AlertElement& root) {
  Alert alert;
  alert.identifier = root.required_text("identifier");
  alert.sender = root.text("senderCode");
  const std::string authority = flowing(root.required_text("sender"), kMostTextBytes);
  if (alert.sender.empty()) alert.sender = authority;
  root.required_text("sendTime");
  alert.sent = read_time(root, "sendTime").value_or(WallTime());
  alert.status = root.required_word<AlertStatus>("status", {{"Test", AlertStatus::test},
                                                            {"Actual", AlertStatus::actual},
                                                            {"Exercise", AlertStatus::exercise},
                                                            {"System", AlertStatus::system},
                                                            {"Draft", AlertStatus::draft}});
  alert.message = root.required_word<AlertMessage>("msgType", {{"Error", AlertMessage::error},
                                                               {"Alert", AlertMessage::alert},
                                                               {"Update", AlertMessage::update},
                                                               {"Cancel", AlertMessage::cancel},
                                                               {"Ack", AlertMessage::acknowledge}});
  alert.scope = root.required_word<AlertScope>("scope", {{"Public", AlertScope::everyone},
                                                         {"Restricted", AlertScope::restricted},
                                                         {"Private", AlertScope::confidential}});
  for (std::string& identifier : split(root.text("references"), kListSeparators, kMostReferences))
    alert.references.push_back({"", std::move(identifier), std::nullopt});
  if ((alert.message == AlertMessage::update || alert.message == AlertMessage::cancel) &&
      alert.references.empty()) {
    root.complain("an Update or Cancel names no earlier message",
                  "ask the sender for a message with <references>");
  }
  const std::string sign_text = read_sign_text(root);
  for (const AlertElement& info : root.all("info", kMostInfos)) {
    alert.infos.push_back(read_info(info, authority));
    alert.infos.back().sign_text = sign_text;
  }
  if (alert.infos.empty() && alert.message == AlertMessage::alert)
    root.complain("<info> is missing", "ask the sender for a message with an <info>");
  return alert;
}

}  // namespace crier
