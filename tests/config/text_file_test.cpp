// SPDX-License-Identifier: Apache-2.0
#include "config/text_file.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace crier {
namespace {

TEST(TextFile, is_read_whole_or_not_at_all) {
  std::string pattern = (std::filesystem::temp_directory_path() / "crier-XXXXXX").string();
  ASSERT_NE(mkdtemp(pattern.data()), nullptr);
  const std::filesystem::path folder(pattern);
  std::ofstream(folder / "long.txt") << std::string(101, 'x');
  EXPECT_FALSE(read_text(folder / "missing", 100));
  EXPECT_FALSE(read_text(folder, 100));
  EXPECT_FALSE(read_text(folder / "long.txt", 100));
  EXPECT_EQ(read_text(folder / "long.txt", 101), std::string(101, 'x'));
  std::filesystem::remove_all(folder);
}

TEST(TextFile, well_formed_utf8_has_no_wrong_byte) {
  for (const char* const text : {"", "law", "普法", "\xF0\x9F\x93\xBA", "\xC2\x80", "\xEF\xBF\xBF"})
    EXPECT_EQ(first_not_utf8(text), std::nullopt) << text;
}

TEST(TextFile, the_first_wrong_byte_is_named) {
  struct Row {
    const char* text;
    std::size_t at;
  };
  const Row rows[] = {
      {"\x80", 0},                  // a continuation alone
      {"ab\xC0\x80", 2},            // too long a form
      {"\xED\xA0\x80", 0},          // a surrogate
      {"\xF4\x90\x80\x80", 0},      // past U+10FFFF
      {"\xE6\x99\xAE\xE6\xB3", 3},  // cut short
      {"\xC6\xD5\xB7\xA8", 0},      // GB 18030
  };
  for (const Row& row : rows) EXPECT_EQ(first_not_utf8(row.text), row.at) << row.text;
}

}  // namespace
}  // namespace crier
