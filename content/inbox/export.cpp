// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "content/inbox/safe_text.hpp"
#include "content/sealing/hex.hpp"

namespace crier {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPage = 500;
constexpr std::size_t kMostDescription = 1'000;  // characters of XARF's description

std::string string_of(std::string_view text) {
  return std::string(text);
}

const std::string& status_name(ReportStatus status) {
  return report_status_names()[static_cast<std::size_t>(status)];
}

const std::string& outcome_name(OutcomeCode outcome) {
  return outcome_names()[static_cast<std::size_t>(outcome)];
}

// ASCII only, so that it is safe to be shown on a terminal too.
std::string text_of(const Json& json) {
  return json.dump(2, ' ', true, Json::error_handler_t::replace);
}

std::string csv_row(const std::vector<std::string>& fields) {
  std::string row;
  for (const std::string& field : fields) row += (row.empty() ? "" : ",") + csv_field(field);
  return row + "\r\n";
}

std::string csv_of(const ReportLine& line, const Report& report) {
  std::string places;
  for (const ReportPlace& place : report.places)
    places += fmt::format("{}{}: {}", places.empty() ? "" : "\n", place_name(place.kind), place.text.view());
  const TriageState& state = line.state;
  return csv_row({std::to_string(line.number), status_name(state.status), outcome_name(state.outcome),
                  state.category, string_of(report.subtype), marks_text(line.marks), day_text(state.received),
                  day_text(state.filed), day_text(state.accepted), day_text(state.closed), state.officer,
                  line.site, report.language, places, string_of(report.what)});
}

Json localized(const LocalizedText& text) {
  Json json = Json::object();
  for (const auto& [language, words] : text) json[language] = words;
  return json;
}

Json json_of(const ReportFile& file, const Report& report) {
  const TriageState& state = file.line.state;
  const auto day = [](const auto& one) { return one ? Json(day_text(one)) : Json(); };
  Json json = {{"number", file.line.number},
               {"status", status_name(state.status)},
               {"sub_state", sub_state_names()[static_cast<std::size_t>(state.sub)]},
               {"outcome", outcome_name(state.outcome)},
               {"category", state.category},
               {"subtype", string_of(report.subtype)},
               {"marks", marks_text(file.line.marks)},
               {"received", day_text(state.received)},
               {"filed", day(state.filed)},
               {"accepted", day(state.accepted)},
               {"closed", day(state.closed)},
               {"officer", state.officer},
               {"site", file.line.site},
               {"language", report.language},
               {"form_version", report.form_version},
               {"places", Json::array()},
               {"what", string_of(report.what)},
               {"answer", Json::array()}};
  for (const ReportPlace& place : report.places)
    json["places"].push_back({{"kind", place_name(place.kind)}, {"text", string_of(place.text)}});
  for (const AnswerStep& step : file.answer.steps)
    json["answer"].push_back({{"status", status_name(step.status)},
                              {"day", day_text(step.day)},
                              {"happened", localized(step.happened)},
                              {"decided", localized(step.decided)},
                              {"next", localized(step.next)}});
  return json;
}

// The host of a web address; empty where it is none.
std::string host_of(std::string_view address) {
  const std::size_t scheme = address.starts_with("https://") ? 8 : address.starts_with("http://") ? 7 : 0;
  if (scheme == 0) return {};
  std::string_view host = address.substr(scheme);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (!host.starts_with('[')) host = host.substr(0, host.find(':'));
  const bool is_plain = !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '[' || c == ']' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
  });
  return is_plain ? std::string(host) : std::string();
}

// A random id in the form of a UUID of version 4 (RFC 9562, section 5.4); the place's number keeps the ids of
// one report apart.
std::string uuid_of(ReportId id, std::size_t place) {
  id[0] = static_cast<std::uint8_t>(id[0] ^ place);
  id[6] = static_cast<std::uint8_t>((id[6] & 0x0F) | 0x40);
  id[8] = static_cast<std::uint8_t>((id[8] & 0x3F) | 0x80);
  const std::string hex = to_hex(id);
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                     hex.substr(16, 4), hex.substr(20));
}

std::string first_characters(std::string_view text, std::size_t most) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (begins && characters++ == most) return std::string(text.substr(0, i));
  }
  return std::string(text);
}

// What XARF calls the category, with the fields that its schema asks for; null where it has no such kind.
Json xarf_kind(const std::string& category, std::string_view subtype) {
  if (category == "malware") return {{"type", "malware"}};
  if (category == "privacy")
    return {{"type", "exposed_data"}, {"data_types", {"personal_information"}}, {"exposure_method", "other"}};
  if (category != "fraud") return {};
  constexpr std::pair<std::string_view, const char*> kKinds[] = {
      {"investment", "investment"},
      {"romance", "romance"},
      {"tasks", "employment"},
      {"impersonation", "government_impersonation"}};
  const auto* const kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                        [subtype](const auto& one) { return one.first == subtype; });
  return {{"type", "fraud"}, {"fraud_type", kind == std::end(kKinds) ? "other" : kind->second}};
}

// One for each web address. XARF 4.0.0, schemas xarf-core, content-base and those of the types.
std::vector<Json> xarf_of(const ReportLine& line, const Report& report, const ExportSender& sender) {
  const Json kind = xarf_kind(line.state.category, report.subtype);
  std::vector<Json> all;
  if (kind.is_null()) return all;
  const Json contact = {{"org", sender.org}, {"contact", sender.contact}, {"domain", sender.domain}};
  for (std::size_t i = 0; i < report.places.size(); ++i) {
    const std::string url = string_of(report.places[i].text);
    const std::string host = report.places[i].kind == PlaceKind::address ? host_of(url) : std::string();
    if (host.empty()) continue;
    Json json = {
        {"xarf_version", "4.0.0"},
        {"report_id", uuid_of(report.id, i)},
        {"timestamp", day_text(line.state.filed ? line.state.filed : line.state.received) + "T00:00:00Z"},
        {"reporter", contact},
        {"sender", contact},
        {"source_identifier", host},
        {"category", "content"}};
    json.update(kind);
    json["evidence_source"] = "user_report";
    json["url"] = url;
    if (!report.what.empty()) json["description"] = first_characters(report.what, kMostDescription);
    all.push_back(std::move(json));
  }
  return all;
}

class Exporter {
 public:
  Exporter(ExportFormat format, const ExportSender& sender,
           const std::function<void(std::string_view)>& write)
      : format_(format), sender_(sender), write_(write) {}

  void begin() {
    write_(format_ == ExportFormat::csv
               ? csv_row({"number", "status", "outcome", "category", "subtype", "marks", "received", "filed",
                          "accepted", "closed", "officer", "site", "language", "places", "what"})
               : "[");
  }

  void add(const ReportFile& file) {
    const std::size_t before = counts_.written;
    if (file.opened) {
      const Report& report = file.opened->report;
      if (format_ == ExportFormat::csv) {
        write_(csv_of(file.line, report));
        ++counts_.written;
      } else if (format_ == ExportFormat::json) {
        add(json_of(file, report));
      } else {
        for (const Json& json : xarf_of(file.line, report, sender_)) add(json);
      }
    }
    if (counts_.written == before) ++counts_.left_out;
  }

  void end() {
    if (format_ != ExportFormat::csv) write_("\n]\n");
  }

  const ExportCounts& counts() const { return counts_; }

 private:
  void add(const Json& json) {
    write_(counts_.written == 0 ? "\n" : ",\n");
    write_(text_of(json));
    ++counts_.written;
  }

  ExportFormat format_;
  const ExportSender& sender_;
  const std::function<void(std::string_view)>& write_;
  ExportCounts counts_;
};

}  // namespace

std::string day_text(const std::optional<std::chrono::sys_days>& day) {
  if (!day) return {};
  const std::chrono::year_month_day date(*day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string marks_text(std::uint32_t marks) {
  constexpr const char* kNames[] = {"urgent", "minor", "slow", "contact", "elsewhere", "unanswerable"};
  std::string text;
  for (std::size_t i = 0; i < std::size(kNames); ++i)
    if ((marks & (1U << i)) != 0) text += (text.empty() ? "" : " ") + std::string(kNames[i]);
  return text;
}

const std::string& place_name(PlaceKind kind) {
  return report_field_names()[static_cast<std::size_t>(field_of(kind))];
}

Result<ExportCounts> export_reports(Inbox& inbox, const ReportFilter& filter, ExportFormat format,
                                    const ExportSender& sender,
                                    const std::function<void(std::string_view)>& write) {
  if (format == ExportFormat::xarf && (sender.org.empty() || sender.contact.empty() || sender.domain.empty()))
    return fail(ErrorCode::invalid_argument,
                "XARF names its sender; write org, contact and domain below [sender] in inbox.toml");
  Exporter exporter(format, sender, write);
  exporter.begin();
  for (std::size_t skip = 0;; skip += kPage) {
    const auto lines = inbox.list(filter, kPage, skip);
    if (!lines) return tl::unexpected(lines.error());
    for (const ReportLine& line : *lines) {
      const auto file = inbox.show(line.number);
      if (!file) return tl::unexpected(file.error());
      exporter.add(*file);
    }
    if (lines->size() < kPage) break;
  }
  exporter.end();
  return exporter.counts();
}

}  // namespace crier
