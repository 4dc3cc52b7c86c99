// SPDX-License-Identifier: Apache-2.0
#include "content/notices/front_matter.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(FrontMatter, is_split_from_the_body_and_keeps_its_lines) {
  struct Row {
    const char* text;
    const char* toml;
    const char* body;
    int body_line;
  };
  const Row rows[] = {
      {"+++\ntitle = \"a\"\n+++\nbody\n", "\ntitle = \"a\"\n", "body\n", 4},
      {"+++\n+++", "\n", "", 3},
      {"+++\r\ntitle = 1\r\n+++\r\nbody", "\ntitle = 1\r\n", "body", 4},
      {"\xEF\xBB\xBF+++\na = 1\n+++  \n正文", "\na = 1\n", "正文", 4},
      {"\n \n+++\na = 1\n+++\nx", "\n\n\na = 1\n", "x", 6},
      {"+++\na = 1\n+++\n+++\n", "\na = 1\n", "+++\n", 4},
      {"+++\n# ++++ no end\n++ +\n+++\nx", "\n# ++++ no end\n++ +\n", "x", 5},
  };
  for (const Row& row : rows) {
    Diagnostics diagnostics;
    const auto matter = split_front_matter(row.text, "a.md", diagnostics);
    ASSERT_TRUE(matter) << row.text;
    EXPECT_TRUE(diagnostics.empty()) << row.text;
    EXPECT_EQ(matter->toml, row.toml);
    EXPECT_EQ(matter->body, row.body);
    EXPECT_EQ(matter->body_line, row.body_line) << row.text;
  }
}

TEST(FrontMatter, what_is_wrong_is_named_with_its_line) {
  struct Row {
    const char* text;
    const char* said;
  };
  const Row rows[] = {
      {"", "a.md:1: the file does not begin with a front matter"},
      {"# Title\n", "a.md:1: the file does not begin with a front matter"},
      {"\n\nTitle\n+++\n+++\n", "a.md:3: the file does not begin with a front matter"},
      {"---\ntitle: a\n---\n", "a.md:1: the file does not begin with a front matter"},
      {"++++\na = 1\n++++\n", "a.md:1: the file does not begin with a front matter"},
      {" +++\na = 1\n+++\n", "a.md:1: the file does not begin with a front matter"},
      {"+++\na = 1\nbody\n", "a.md:1: the front matter that begins here has no end"},
      {"\n+++", "a.md:2: the front matter that begins here has no end"},
      {"+++\ntitle = \"\xC6\xD5\xB7\xA8\"\n+++\n", "a.md:2: this line is not UTF-8 text"},
      {"+++\n+++\nok\n\xFF", "a.md:4: this line is not UTF-8 text"},
  };
  for (const Row& row : rows) {
    Diagnostics diagnostics;
    EXPECT_FALSE(split_front_matter(row.text, "a.md", diagnostics)) << row.text;
    ASSERT_EQ(diagnostics.size(), 1U) << row.text;
    EXPECT_TRUE(to_text(diagnostics[0]).starts_with(row.said)) << to_text(diagnostics[0]);
    EXPECT_FALSE(diagnostics[0].remedy.empty());
  }
}

}  // namespace
}  // namespace crier
