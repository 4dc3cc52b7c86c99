// SPDX-License-Identifier: Apache-2.0
#include "content/model/report.hpp"

#include <gtest/gtest.h>

#include "content/model/report_form.hpp"

namespace crier {
namespace {

TEST(Report, needs_a_category_and_one_of_where_or_what) {
  Report report;
  EXPECT_FALSE(can_be_sent(report));
  report.category = SecretText("fraud");
  EXPECT_FALSE(can_be_sent(report));
  report.places.push_back({PlaceKind::address, SecretText()});
  EXPECT_FALSE(can_be_sent(report));
  report.places.push_back({PlaceKind::app, SecretText("shop")});
  EXPECT_TRUE(can_be_sent(report));
  report.places.clear();
  report.what = SecretText("a call");
  EXPECT_TRUE(can_be_sent(report));
  report.category.wipe();
  EXPECT_FALSE(can_be_sent(report));
}

TEST(ReportForm, has_a_name_for_each_field_and_status) {
  EXPECT_EQ(report_field_names().size(), kReportFields);
  EXPECT_EQ(report_status_names().size(), kReportStatuses);
  EXPECT_EQ(report_field_names()[static_cast<std::size_t>(field_of(PlaceKind::group))], "group");
  EXPECT_EQ(report_status_names()[static_cast<std::size_t>(ReportStatus::answered)], "answered");
}

}  // namespace
}  // namespace crier
