// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alert_place.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(AlertPlace, codes_meet_where_one_lies_within_the_other) {
  const struct {
    const char* one;
    const char* other;
    bool meet;
  } rows[] = {
      {"110112000000", "110112", true}, {"110112", "110112001000", true},
      {"410000", "410105", true},       {"410000000000", "410105", true},
      {"41", "410105003000", true},     {"410100", "410105", true},
      {"410105", "410000", true},       {"410200", "410105", false},
      {"420000", "410105", false},      {"110112", "110113", false},
      {"006037", "006037", true},       {"006037", "006", false},
      {"006000", "006037", false},      {"GMZ074", "GMZ074", true},
      {"GMZ074", "GMZ", false},         {"", "110112", false},
      {"1101", "11010", false},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(codes_meet(row.one, row.other), row.meet) << row.one << " " << row.other;
    EXPECT_EQ(codes_meet(row.other, row.one), row.meet) << row.other << " " << row.one;
  }
}

TEST(AlertPlace, an_area_holds_a_screen_by_code_or_by_name) {
  const AlertArea beijing{"北京市通州区", {{"GB/T 2260", "110112000000"}}};
  const AlertArea county{"Los Angeles County", {{"SAME", "006037"}}};
  const AlertArea nameless_codes{"北京市通州区", {}};
  const struct {
    const AlertArea& area;
    std::vector<std::string> tags;
    bool holds;
  } rows[] = {
      {beijing, {}, true},
      {beijing, {"S1", "north", "hall"}, true},
      {beijing, {"geo:110112"}, true},
      {beijing, {"geo:410000"}, false},
      {beijing, {"area:通州区"}, true},
      {beijing, {"area:海淀区"}, false},
      {beijing, {"geo:410000", "area:通州区"}, true},
      {county, {"area:los_angeles"}, true},
      {county, {"geo:006037"}, true},
      {county, {"geo:110112"}, false},
      {nameless_codes, {"geo:410000"}, true},
      {nameless_codes, {"geo:410000", "area:海淀区"}, false},
  };
  for (const auto& row : rows)
    EXPECT_EQ(area_holds(row.area, row.tags), row.holds)
        << row.area.description << (row.tags.empty() ? "" : row.tags.front());
}

}  // namespace
}  // namespace crier
