// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "content/inbox/safe_text.hpp"

namespace crier {
namespace {

TEST(SafeText, shows_nothing_that_steers_a_terminal) {
  const std::string no = "\xEF\xBF\xBD";
  const struct {
    std::string_view text;
    std::string safe;
  } rows[] = {
      {"王某 OK", "王某 OK"},
      {"\x1B[2J", no + "[2J"},
      {"a\rb\x07\x7F", "a" + no + "b" + no + no},
      {"\xC2\x9B"
       "31m",
       no + "31m"},  // CSI as one character of C1
      {"\xE2\x80\xAE"
       "txt",
       no + "txt"},  // right to left
      {"\xE2\x81\xA6"
       "a"
       "\xE2\x81\xA9",
       no + "a" + no},       // isolates
      {"\xE2\x80\xA8", no},  // a line separator
      {"a\tb\nc", "a b\n  c"},
      {"\xFF"
       "a\xC3",
       no + "a" + no},
      {"😀", "😀"},
      {"", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(safe_text(row.text, "  "), row.safe) << row.text;
  EXPECT_EQ(safe_line("a\nb"), "a b");
}

TEST(CsvField, is_quoted_and_no_formula) {
  const struct {
    std::string_view text;
    const char* field;
  } rows[] = {
      {"plain", "\"plain\""}, {"a\"b,c\nd", "\"a\"\"b,c\nd\""},
      {"=1+1", "\"'=1+1\""},  {"+86", "\"'+86\""},
      {"-1", "\"'-1\""},      {"@SUM(A1)", "\"'@SUM(A1)\""},
      {"  =1", "\"'  =1\""},  {"\t=1", "\"' =1\""},
      {"\n=1", "\"'\n=1\""},  {"＝1", "\"'＝1\""},
      {"", "\"\""},
  };
  for (const auto& row : rows) EXPECT_EQ(csv_field(row.text), row.field) << row.text;
}

}  // namespace
}  // namespace crier
