// SPDX-License-Identifier: Apache-2.0
#include "content/model/report_form.hpp"

#include <algorithm>

namespace crier {

const std::vector<std::string>& report_field_names() {
  static const std::vector<std::string> names = {"address", "app",  "account", "number", "group",  "other",
                                                 "what",    "name", "phone",   "email",  "contact"};
  return names;
}

const std::vector<std::string>& report_status_names() {
  static const std::vector<std::string> names = {"received",    "question", "accepted", "refused",
                                                 "transferred", "handling", "answered", "reopened"};
  return names;
}

const ReportCategory* find_category(const ReportForm& form, std::string_view key) {
  const auto found = std::find_if(form.categories.begin(), form.categories.end(),
                                  [key](const ReportCategory& category) { return category.key == key; });
  return found == form.categories.end() ? nullptr : &*found;
}

const UrgentAdvice* find_advice(const ReportForm& form, std::string_view key) {
  const auto found = std::find_if(form.advice.begin(), form.advice.end(),
                                  [key](const UrgentAdvice& advice) { return advice.key == key; });
  return found == form.advice.end() ? nullptr : &*found;
}

}  // namespace crier
