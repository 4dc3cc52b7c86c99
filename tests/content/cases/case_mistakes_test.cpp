// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/content/cases/good_cases.hpp"

namespace crier {
namespace {

class CaseMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(CaseMistakes, are_named_with_their_place) {
  Good good;
  add_cases(good);
  expect_complaint(good, GetParam());
}

constexpr const char* kZh = "cases/refund.zh.md";
constexpr const char* kQuizFile = "cases/fraud.quiz.toml";
constexpr const char* kKinds = "cases/categories.toml";

INSTANTIATE_TEST_SUITE_P(
    Case, CaseMistakes,
    testing::Values(
        Mistake{kZh, "+++\ntitle", "title",
                "cases/refund.zh.md:1: the file does not begin with a front matter"},
        Mistake{kZh, "title = \"退款是假的\"\n", "", "cases/refund.zh.md:"},
        Mistake{kZh, "\"退款是假的\"", "\" \"", "cases/refund.zh.md:2:9: \"title\" is empty"},
        Mistake{kZh, "\"退款是假的\"", "7", "cases/refund.zh.md:2:"},
        Mistake{kZh, "summary =", "sumary =", "cases/refund.zh.md:3:1: unknown key \"sumary\""},
        Mistake{kZh, "\"fraud\"", "\"frad\"",
                "cases/refund.zh.md:4:12: there is no category \"frad\"; did you mean \"fraud\"?"},
        Mistake{kZh, "2026-11-20", "\"yesterday\"", "cases/refund.zh.md:5:"},
        Mistake{kZh, "media/film.mp4", "media/fim.mp4", "cases/refund.zh.md:6: "},
        Mistake{kZh, "media/poster.png", "media/postre.png", "cases/refund.zh.md:18: "},
        Mistake{kZh, "media/poster.png", "/etc/passwd", "cases/refund.zh.md:18: "},
        Mistake{kZh, "\"挂断电话\"", "\"\"", "cases/refund.zh.md:8:"},
        Mistake{kZh, "[[law]]", "[law]", "cases/refund.zh.md:9:"},
        Mistake{kZh, "law = \"刑法\"\n", "", "cases/refund.zh.md:9:1: there is no law"},
        Mistake{kZh, "article =", "artikel =", "cases/refund.zh.md:11:1: unknown key \"artikel\""},
        Mistake{kZh, "## 经过\n\n电话来了。\n\n![海报](media/poster.png)\n", "\n",
                "cases/refund.zh.md:14: the case has no text"},
        Mistake{"cases/refund.en.md", "+++\nThe", "date = 2026-11-21\n+++\nThe", "cases/refund.zh.md:5:"},
        Mistake{"cases/refund.en.md", "+++\nThe", "\xFF\n+++\nThe",
                "cases/refund.en.md:4: this line is not UTF-8 text"}));

INSTANTIATE_TEST_SUITE_P(
    Quiz, CaseMistakes,
    testing::Values(Mistake{kQuizFile, "answer = 2", "answer = 3", "cases/fraud.quiz.toml:6:"},
                    Mistake{kQuizFile, "answer = 2\n", "",
                            "cases/fraud.quiz.toml:3:1: the question does not say which option is right"},
                    Mistake{kQuizFile, ", { zh = \"谁也不给\", en = \"Nobody\" }", "",
                            "cases/fraud.quiz.toml:5:11: the question has 1 options"},
                    Mistake{kQuizFile, ", en = \"Nobody\"", "", "cases/fraud.quiz.toml:5:45: warning: "},
                    Mistake{kQuizFile, "\"fraud\"", "\"frauds\"",
                            "cases/fraud.quiz.toml:2:12: there is no category \"frauds\""},
                    Mistake{kQuizFile, "[[question]]", "[[questions]]", "cases/fraud.quiz.toml:"},
                    Mistake{kQuizFile,
                            "explanation =", "why =", "cases/fraud.quiz.toml:7:1: unknown key \"why\""},
                    Mistake{kQuizFile, "options =", "options", "cases/fraud.quiz.toml:5:"}));

INSTANTIATE_TEST_SUITE_P(
    Categories, CaseMistakes,
    testing::Values(
        Mistake{kKinds, "\"#C8442F\"", "\"red\"", "cases/categories.toml:5:10: \"colour\" is \"red\""},
        Mistake{kKinds, "icon = \"fraud\"", "icon = \"fruad\"", "cases/categories.toml:4:"},
        Mistake{kKinds, "key = \"other\"", "key = \"fraud\"",
                "cases/categories.toml:7:7: category \"fraud\" is in line 2 already"},
        Mistake{kKinds, "key = \"other\"\n", "", "cases/categories.toml:6:1: the category has no key"},
        Mistake{kKinds, "\"other\"", "\"Other!\"", "cases/categories.toml:7:7: \"Other!\" is not a key"},
        Mistake{"office.toml", "name =", "categories = \"../kinds.toml\"\nname =",
                "office.toml:1:14: \"../kinds.toml\" lies outside the workspace"},
        Mistake{"office.toml", "name =", "categories = \"kinds.toml\"\nname =", "kinds.toml: "}));

TEST(CaseNames, say_their_language) {
  Good good;
  add_cases(good);
  good.write("cases/lost.md", kCaseEn);
  good.write("cases/far.fr.md", kCaseEn);
  const std::string complaints = good.complaints();
  EXPECT_NE(complaints.find("cases/lost.md: the file's name does not say its language; call it lost.zh.md"),
            std::string::npos)
      << complaints;
  EXPECT_NE(complaints.find("\"fr\" is none of the office's languages"), std::string::npos) << complaints;
  EXPECT_NE(complaints.find("the case is not there in \"zh\"; translate it as cases/far.zh.md"),
            std::string::npos)
      << complaints;
  EXPECT_NE(complaints.find("the case has no category"), std::string::npos) << complaints;
}

}  // namespace
}  // namespace crier
