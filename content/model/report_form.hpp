// SPDX-License-Identifier: Apache-2.0
// ReportForm: what the kiosk asks of a citizen who reports, and what it says meanwhile: data that the office
// edits in forms/report.toml. Plain values; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/case.hpp"
#include "content/model/localized_text.hpp"
#include "content/model/report.hpp"

namespace crier {

// What must be read before the form goes on, where the citizen answers `question` with yes.
struct UrgentAdvice {
  std::string key;
  LocalizedText question;  // "Has the money just left your account?"
  LocalizedText text;
  std::vector<std::string> numbers;  // to call, the first at once
};

struct ReportSubtype {
  std::string key;
  LocalizedText name;
};

struct ReportCategory {
  std::string key;   // as in the categories of cases, where there is one of the same sense
  std::string code;  // the office's own for its figures: "F10"; may be empty
  LocalizedText name;
  LocalizedText hint;  // one line below the name; may be empty
  CategoryIcon icon = CategoryIcon::other;
  std::vector<ReportSubtype> subtypes;
  std::string advice;         // an UrgentAdvice's key; empty: the form goes on at once
  bool about_minors = false;  // its reports are marked so
};

enum class ReportField { address, app, account, number, group, other, what, name, phone, email, contact };
inline constexpr std::size_t kReportFields = 11;

struct ReportFieldWords {
  LocalizedText name;
  LocalizedText hint;  // shown while the field is empty
};

// What a citizen is told about a report on its way; the office's triage moves between them.
enum class ReportStatus {
  received,     // 已收到
  question,     // 待补充
  accepted,     // 已受理
  refused,      // 不予受理, with a reason
  transferred,  // 已移送, to whom and when
  handling,     // 处置中
  answered,     // 已办结·已答复, with an outcome
  reopened,     // 已重开
};
inline constexpr std::size_t kReportStatuses = 8;

struct ReportForm {
  std::string version;   // kept in each report; changes when the office changes what it asks
  LocalizedText notice;  // what the reporter agrees to, above "send"
  std::vector<UrgentAdvice> advice;
  std::vector<ReportCategory> categories;  // in the order shown
  std::array<ReportFieldWords, kReportFields> fields;
  std::array<LocalizedText, kReportStatuses> statuses;

  const ReportFieldWords& words(ReportField field) const { return fields[static_cast<std::size_t>(field)]; }
  const LocalizedText& words(ReportStatus status) const { return statuses[static_cast<std::size_t>(status)]; }
};

// The words that files use, in the enum's order: "address", "app" ...; "received", "question" ...
const std::vector<std::string>& report_field_names();
const std::vector<std::string>& report_status_names();

// None where there is no such category, subtype or advice.
const ReportCategory* find_category(const ReportForm& form, std::string_view key);
const UrgentAdvice* find_advice(const ReportForm& form, std::string_view key);

// The field of the form that asks for that kind of place.
constexpr ReportField field_of(PlaceKind kind) {
  return static_cast<ReportField>(static_cast<int>(kind));
}
static_assert(field_of(PlaceKind::other) == ReportField::other);

}  // namespace crier
