// SPDX-License-Identifier: Apache-2.0
#include "config/toml_file.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

TEST(Toml, GivesTypedValuesWithTheirPlaces) {
  Diagnostics diagnostics;
  const TomlFile file = TomlFile::parse(
      "text = \"a\"\nflag = true\ncount = 3\nratio = 0.5\nwait = \"90s\"\nlist = [\"x\", \"y\"]\nday = "
      "2026-01-02\n"
      "[table]\nkey = \"v\"\n[[row]]\nid = \"1\"\n[[row]]\nid = \"2\"\n",
      "t.toml", diagnostics);
  TomlTable root = file.root();
  EXPECT_EQ(root.string("text"), "a");
  EXPECT_EQ(root.boolean("flag"), true);
  EXPECT_EQ(root.integer("count", 0, 9), 3);
  EXPECT_EQ(root.number("ratio", 0, 1), 0.5);
  EXPECT_EQ(root.duration("wait"), std::chrono::seconds{90});
  ASSERT_EQ(root.strings("list").size(), 2U);
  EXPECT_EQ(root.strings("list")[1].position.line, 6);
  EXPECT_EQ(root.time("day")->text, "2026-01-02");
  EXPECT_EQ(root.table("table")->string("key"), "v");
  ASSERT_EQ(root.tables("row").size(), 2U);
  EXPECT_EQ(root.tables("row")[1].string("id"), "2");
  root.reject_unknown_keys();
  EXPECT_TRUE(diagnostics.empty());
}

TEST(Toml, EveryWrongKindIsReportedOnce) {
  const char* const rows[] = {"k = 1", "k = [1]", "k = true", "k = { a = 1 }"};
  for (const char* text : rows) {
    Diagnostics diagnostics;
    TomlTable root = TomlFile::parse(text, "t.toml", diagnostics).root();
    EXPECT_FALSE(root.string("k"));
    ASSERT_EQ(diagnostics.size(), 1U) << text;
    EXPECT_EQ(diagnostics[0].line, 1);
    EXPECT_GT(diagnostics[0].column, 0);
    EXPECT_FALSE(diagnostics[0].remedy.empty());
  }
}

TEST(Toml, RangesHold) {
  Diagnostics diagnostics;
  TomlTable root = TomlFile::parse("a = 101\nb = -1\nc = nan\nd = \"5 minutes\"\ne = \"2026-02-30\"\n",
                                   "t.toml", diagnostics)
                       .root();
  EXPECT_FALSE(root.integer("a", 1, 100));
  EXPECT_FALSE(root.integer("b", 0, 100));
  EXPECT_FALSE(root.number("c", 0, 1));
  EXPECT_FALSE(root.duration("d"));
  EXPECT_FALSE(root.time("e"));
  EXPECT_EQ(diagnostics.size(), 5U);
}

TEST(Toml, WordsAndNumbersAreReadOrRefused) {
  Diagnostics diagnostics;
  TomlTable root =
      TomlFile::parse(
          "good = \"cut\"\nnear = \"cuts\"\nfar = \"somersault\"\nfour = [0, 0.5, 1, 1]\n"
          "three = [0, 1, 2]\nwide = [0, 0, 0, 2]\nnone = [nan, 0, 0, 0]\nmixed = [0, 0, 0, \"1\"]\n"
          "single = 1\n",
          "t.toml", diagnostics)
          .root();
  const std::vector<std::string> words = {"cut", "fade"};
  EXPECT_EQ(root.word("good", words), "cut");
  EXPECT_EQ(root.numbers("four", 4, 0, 1), (std::vector<double>{0, 0.5, 1, 1}));
  EXPECT_FALSE(root.word("absent", words));
  EXPECT_TRUE(root.numbers("absent", 4, 0, 1).empty());
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_FALSE(root.word("near", words));
  EXPECT_FALSE(root.word("far", words));
  for (const char* key : {"three", "wide", "none", "mixed", "single"})
    EXPECT_TRUE(root.numbers(key, 4, 0, 1).empty()) << key;
  ASSERT_EQ(diagnostics.size(), 7U);
  EXPECT_EQ(diagnostics[0].remedy, "did you mean \"cut\"?");
  EXPECT_EQ(diagnostics[1].remedy, "choose one of \"cut\", \"fade\"");
  root.refuse("absent", "what", "remedy");
  EXPECT_EQ(diagnostics.size(), 7U);
  root.refuse("good", "what", "remedy");
  EXPECT_EQ(diagnostics.back().line, 1);
  root.reject_unknown_keys();
  EXPECT_EQ(diagnostics.size(), 8U);
}

TEST(Toml, AnUnknownKeyIsNamedWithTheNearestKnownOne) {
  Diagnostics diagnostics;
  TomlTable root = TomlFile::parse("wieght = 2\n", "t.toml", diagnostics).root();
  root.integer("weight", 1, 9);
  root.reject_unknown_keys();
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_NE(diagnostics[0].remedy.find("weight"), std::string::npos);
}

TEST(Toml, BrokenTextIsOneMistakeWithItsLine) {
  Diagnostics diagnostics;
  const TomlFile file = TomlFile::parse("a = 1\nb = \n", "t.toml", diagnostics);
  EXPECT_FALSE(file.readable());
  ASSERT_EQ(diagnostics.size(), 1U);
  EXPECT_EQ(diagnostics[0].line, 2);
}

}  // namespace
}  // namespace crier
