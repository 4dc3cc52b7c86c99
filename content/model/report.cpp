// SPDX-License-Identifier: Apache-2.0
#include "content/model/report.hpp"

#include <algorithm>

namespace crier {

bool can_be_sent(const Report& report) {
  const bool says_where = std::any_of(report.places.begin(), report.places.end(),
                                      [](const ReportPlace& place) { return !place.text.empty(); });
  return !report.category.empty() && (says_where || !report.what.empty());
}

}  // namespace crier
