// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alert_place.hpp"

#include <algorithm>

namespace crier {
namespace {

constexpr std::string_view kGeo = "geo:";
constexpr std::string_view kArea = "area:";

// Of GB/T 2260 and GB/T 10114: province, city, county, town, village.
constexpr std::size_t kLevels[] = {2, 4, 6, 9, 12};

// No Chinese code begins with 0; those of SAME and FIPS mostly do.
bool is_chinese_code(std::string_view code) {
  return std::find(std::begin(kLevels), std::end(kLevels), code.size()) != std::end(kLevels) &&
         code.front() != '0' &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Without the levels that are all zeros.
std::string_view significant(std::string_view code) {
  std::string_view shortest = code;
  for (const std::size_t level : kLevels) {
    if (level >= code.size()) break;
    if (code.find_first_not_of('0', level) == std::string_view::npos) {
      shortest = code.substr(0, level);
      break;
    }
  }
  return shortest;
}

// ASCII letters made small, '_' made a blank.
std::string folded(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = ' ';
  }
  return result;
}

}  // namespace

bool codes_meet(std::string_view one, std::string_view other) {
  if (one == other) return true;
  if (!is_chinese_code(one) || !is_chinese_code(other)) return false;
  const std::string_view a = significant(one);
  const std::string_view b = significant(other);
  return a.starts_with(b) || b.starts_with(a);
}

bool area_holds(const AlertArea& area, const std::vector<std::string>& tags) {
  bool has_geo = false;
  bool has_area = false;
  const std::string description = folded(area.description);
  for (const std::string& tag : tags) {
    const std::string_view view = tag;
    if (view.starts_with(kGeo)) {
      has_geo = true;
      for (const auto& [name, code] : area.geocodes)
        if (codes_meet(code, view.substr(kGeo.size()))) return true;
    } else if (view.starts_with(kArea)) {
      has_area = true;
      if (description.find(folded(view.substr(kArea.size()))) != std::string::npos) return true;
    }
  }
  if (has_area) return false;
  return !has_geo || area.geocodes.empty();
}

}  // namespace crier
