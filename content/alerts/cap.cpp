// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/cap.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "content/alerts/alert_text.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostGeocodes = 512;
constexpr std::size_t kMostNameBytes = 1024;
constexpr std::size_t kMostOthers = 1024;

// 3.2.1: neither may hold blanks, commas or the characters < and &, or references could not name it.
std::string read_name(const AlertElement& root, const char* name) {
  std::string text = root.required_text(name);
  if (text.find_first_of(" \t\r\n,<&") != std::string::npos || text.size() > kMostNameBytes) {
    root.one(name)->complain(fmt::format("<{}> holds a blank, a comma, < or &, or is too long", name),
                             "ask the sender for a name that references can repeat");
  }
  return text;
}

// sender,identifier,sent triplets with white space between them.
std::vector<AlertReference> read_references(const AlertElement& root) {
  std::vector<AlertReference> references;
  const auto element = root.one("references");
  const std::string text = element ? element->text() : std::string();
  std::string_view rest = text;
  while (!(rest = trimmed(rest)).empty()) {
    const std::string_view triplet = rest.substr(0, rest.find_first_of(" \t\r\n"));
    rest.remove_prefix(triplet.size());
    const std::size_t first = triplet.find(',');
    const std::size_t last = triplet.rfind(',');
    std::optional<WallTime> sent;
    if (first != std::string_view::npos && first != last) sent = cap_time(triplet.substr(last + 1));
    if (!sent || first == 0 || last == first + 1 || references.size() == kMostReferences) {
      element->complain(fmt::format("<references> holds \"{}\"", flowing(triplet, 80)),
                        "it must be sender,identifier,sent triplets with blanks between them");
      return {};
    }
    references.push_back({std::string(triplet.substr(0, first)),
                          std::string(triplet.substr(first + 1, last - first - 1)), sent});
  }
  return references;
}

// 1.0 writes NAME=VALUE, the later ones two elements.
std::pair<std::string, std::string> read_geocode(const AlertElement& element, CapVersion version) {
  if (version != CapVersion::v1_0) return {element.required_text("valueName"), element.text("value")};
  const std::string text = element.text();
  const std::size_t at = text.find('=');
  if (at == std::string::npos) return {"", text};
  return {text.substr(0, at), text.substr(at + 1)};
}

std::vector<AlertArea> read_areas(const AlertElement& info, CapVersion version) {
  std::vector<AlertArea> areas;
  std::size_t geocodes = 0;
  for (const AlertElement& element : info.all("area", kMostAreas)) {
    AlertArea area{.description = flowing(element.required_text("areaDesc"), kMostTextBytes), .geocodes = {}};
    for (const AlertElement& geocode : element.all("geocode", kMostGeocodes)) {
      if (++geocodes > kMostGeocodes) break;
      area.geocodes.push_back(read_geocode(geocode, version));
    }
    areas.push_back(std::move(area));
  }
  return areas;
}

AlertCertainty read_certainty(const AlertElement& info, CapVersion version) {
  // 1.1 still knows 1.0's "Very Likely" as a synonym of Likely (1.1, 3.2.2); 1.2 does too.
  if (info.text("certainty") == "Very Likely") return AlertCertainty::likely;
  if (version == CapVersion::v1_0) {
    return info.required_word<AlertCertainty>("certainty", {{"Unknown", AlertCertainty::unknown},
                                                            {"Likely", AlertCertainty::likely},
                                                            {"Possible", AlertCertainty::possible},
                                                            {"Unlikely", AlertCertainty::unlikely}});
  }
  return info.required_word<AlertCertainty>("certainty", {{"Unknown", AlertCertainty::unknown},
                                                          {"Observed", AlertCertainty::observed},
                                                          {"Likely", AlertCertainty::likely},
                                                          {"Possible", AlertCertainty::possible},
                                                          {"Unlikely", AlertCertainty::unlikely}});
}

void check_category(const AlertElement& info, CapVersion version) {
  constexpr std::string_view kCategories[] = {"Geo",    "Met", "Safety",    "Security", "Rescue", "Fire",
                                              "Health", "Env", "Transport", "Infra",    "CBRNE",  "Other"};
  const auto categories = info.all("category", kMostOthers);
  // 1.0 lets it be absent.
  if (categories.empty() && version != CapVersion::v1_0)
    info.complain("<category> is missing", "ask the sender for a message with a <category>");
  for (const AlertElement& category : categories) {
    const std::string word = category.text();
    if (std::find(std::begin(kCategories), std::end(kCategories), word) == std::end(kCategories)) {
      category.complain(fmt::format("<category> says \"{}\"", flowing(word, 60)),
                        "it must be one of CAP's categories, such as Met, Safety or Other");
    }
  }
}

bool read_all_clear(const AlertElement& info) {
  constexpr std::string_view kResponses[] = {"Shelter", "Evacuate", "Prepare",  "Execute", "Avoid",
                                             "Monitor", "Assess",   "AllClear", "None"};
  bool all_clear = false;
  for (const AlertElement& response : info.all("responseType", kMostOthers)) {
    const std::string word = response.text();
    if (std::find(std::begin(kResponses), std::end(kResponses), word) == std::end(kResponses)) {
      response.complain(fmt::format("<responseType> says \"{}\"", flowing(word, 60)),
                        "it must be one of CAP's response types, such as Shelter or AllClear");
    }
    all_clear = all_clear || word == "AllClear";
  }
  return all_clear;
}

AlertInfo read_info(const AlertElement& element, CapVersion version) {
  AlertInfo info;
  info.language = element.text("language");
  if (info.language.empty()) info.language = "en-US";  // 3.2.2: what its absence means
  check_category(element, version);
  info.event = flowing(element.required_text("event"), kMostTextBytes);
  info.all_clear = read_all_clear(element);
  info.urgency = element.required_word<AlertUrgency>("urgency", {{"Unknown", AlertUrgency::unknown},
                                                                 {"Immediate", AlertUrgency::immediate},
                                                                 {"Expected", AlertUrgency::expected},
                                                                 {"Future", AlertUrgency::future},
                                                                 {"Past", AlertUrgency::past}});
  info.severity = element.required_word<AlertSeverity>("severity", {{"Unknown", AlertSeverity::unknown},
                                                                    {"Extreme", AlertSeverity::extreme},
                                                                    {"Severe", AlertSeverity::severe},
                                                                    {"Moderate", AlertSeverity::moderate},
                                                                    {"Minor", AlertSeverity::minor}});
  info.certainty = read_certainty(element, version);
  info.effective = element.time("effective");
  info.onset = element.time("onset");
  info.expires = element.time("expires");
  info.sender_name = element.flowing_text("senderName");
  info.headline = element.flowing_text("headline");
  info.description = element.flowing_text("description");
  info.instruction = element.flowing_text("instruction");
  info.areas = read_areas(element, version);
  return info;
}

AlertStatus read_status(const AlertElement& root, CapVersion version) {
  if (version == CapVersion::v1_0) {
    return root.required_word<AlertStatus>("status", {{"Test", AlertStatus::test},
                                                      {"Actual", AlertStatus::actual},
                                                      {"Exercise", AlertStatus::exercise},
                                                      {"System", AlertStatus::system}});
  }
  return root.required_word<AlertStatus>("status", {{"Test", AlertStatus::test},
                                                    {"Actual", AlertStatus::actual},
                                                    {"Exercise", AlertStatus::exercise},
                                                    {"System", AlertStatus::system},
                                                    {"Draft", AlertStatus::draft}});
}

AlertScope read_scope(const AlertElement& root, CapVersion version) {
  if (version == CapVersion::v1_0 && !root.one("scope")) return AlertScope::everyone;  // optional there
  const AlertScope scope = root.required_word<AlertScope>("scope", {{"Public", AlertScope::everyone},
                                                                    {"Restricted", AlertScope::restricted},
                                                                    {"Private", AlertScope::confidential}});
  if (scope == AlertScope::restricted) root.required_text("restriction");
  if (scope == AlertScope::confidential) root.required_text("addresses");
  return scope;
}

}  // namespace

Alert read_cap(const AlertElement& root, CapVersion version) {
  Alert alert;
  alert.identifier = read_name(root, "identifier");
  alert.sender = read_name(root, "sender");
  root.required_text("sent");
  alert.sent = root.time("sent").value_or(WallTime());
  alert.status = read_status(root, version);
  alert.message = root.required_word<AlertMessage>("msgType", {{"Error", AlertMessage::error},
                                                               {"Alert", AlertMessage::alert},
                                                               {"Update", AlertMessage::update},
                                                               {"Cancel", AlertMessage::cancel},
                                                               {"Ack", AlertMessage::acknowledge}});
  alert.scope = read_scope(root, version);
  alert.references = read_references(root);
  if ((alert.message == AlertMessage::update || alert.message == AlertMessage::cancel) &&
      alert.references.empty()) {
    root.complain("an Update or Cancel names no earlier message",
                  "ask the sender for a message with <references>");
  }
  for (const AlertElement& info : root.all("info", kMostInfos))
    alert.infos.push_back(read_info(info, version));
  return alert;
}

}  // namespace crier
