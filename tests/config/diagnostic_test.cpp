// SPDX-License-Identifier: Apache-2.0
#include "config/diagnostic.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(DiagnosticText, NamesPlaceMistakeAndRemedy) {
  EXPECT_EQ(to_text({Severity::error, "office.toml", 3, 7, "no name", "add one"}),
            "office.toml:3:7: no name; add one");
  EXPECT_EQ(to_text({Severity::warning, "a.ics", 9, 0, "odd", ""}), "a.ics:9: warning: odd");
  EXPECT_EQ(to_text({Severity::error, "", 0, 0, "odd", ""}), "odd");
}

TEST(DiagnosticText, WarningsAreNoErrors) {
  EXPECT_FALSE(has_errors({{Severity::warning, "f", 1, 1, "w", ""}}));
  EXPECT_TRUE(has_errors({{Severity::warning, "f", 1, 1, "w", ""}, {Severity::error, "f", 1, 1, "e", ""}}));
}

TEST(ClosestWord, IsSuggestedOnlyWhereItIsClose) {
  const std::vector<std::string> words = {"default_channel", "languages", "name"};
  EXPECT_EQ(closest("defualt_channel", words), "default_channel");
  EXPECT_EQ(closest("nam", words), "name");
  EXPECT_EQ(closest("completely-different", words), "");
  EXPECT_EQ(closest("name", {}), "");
}

}  // namespace
}  // namespace crier
