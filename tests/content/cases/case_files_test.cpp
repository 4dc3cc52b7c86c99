// SPDX-License-Identifier: Apache-2.0
#include "content/cases/case_files.hpp"

#include <gtest/gtest.h>

#include "content/notices/markdown.hpp"
#include "tests/content/cases/good_cases.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

TEST(CaseFiles, a_case_is_read_with_all_it_says) {
  Good good;
  add_cases(good);
  const Office office = good.load().office;
  EXPECT_EQ(good.complaints(), "");
  ASSERT_EQ(office.cases.size(), 1U);
  const Case& one = office.cases[0];
  EXPECT_EQ(one.id, "refund");
  EXPECT_EQ(one.category, "fraud");
  EXPECT_EQ(one.date, 2026y / 11 / 20);
  ASSERT_TRUE(one.film);
  EXPECT_EQ(office.media[*one.film].name, "media/film.mp4");
  ASSERT_TRUE(one.pictures.contains("media/poster.png"));
  EXPECT_EQ(office.media[one.pictures.at("media/poster.png")].kind, MediumKind::picture);
  const CaseText& zh = one.texts.at("zh");
  EXPECT_EQ(zh.title, "退款是假的");
  EXPECT_EQ(zh.summary, "报得出订单号，也不一定是客服。");
  EXPECT_EQ(zh.keywords, (std::vector<std::string>{"退款", "客服"}));
  EXPECT_EQ(zh.what_to_do, (std::vector<std::string>{"挂断电话", "拨打 96110"}));
  EXPECT_EQ(zh.law, (std::vector<LawArticle>{{"刑法", "第二百六十六条", "诈骗要负刑事责任。"}}));
  EXPECT_EQ(one.texts.at("en").body, "The phone rang.\n");
}

TEST(CaseFiles, categories_and_quizzes_are_read) {
  Good good;
  add_cases(good);
  const Office office = good.load().office;
  ASSERT_EQ(office.categories.size(), 2U);
  EXPECT_EQ(office.categories[0].icon, CategoryIcon::fraud);
  EXPECT_EQ(office.categories[0].colour, 0xC8442FU);
  EXPECT_EQ(office.categories[1].icon, CategoryIcon::other);
  EXPECT_EQ(find_category(office, "other"), &office.categories[1]);
  EXPECT_EQ(find_category(office, "none"), nullptr);
  ASSERT_EQ(office.quizzes.size(), 1U);
  const Quiz& quiz = office.quizzes[0];
  EXPECT_EQ(quiz.id, "fraud");
  EXPECT_EQ(quiz.title.at("en"), "Quiz");
  ASSERT_EQ(quiz.questions.size(), 1U);
  EXPECT_EQ(quiz.questions[0].answer, 1U);
  EXPECT_EQ(quiz.questions[0].options[1].at("zh"), "谁也不给");
}

TEST(CaseFiles, the_categories_stand_where_the_office_says) {
  Good good;
  add_cases(good);
  good.remove("cases/categories.toml");
  good.write("forms/kinds.toml", kCategories);
  good.write("office.toml", std::string(kOffice) + "categories = \"forms/kinds.toml\"\n");
  EXPECT_EQ(good.complaints(), "");
  EXPECT_EQ(good.load().office.categories.size(), 2U);
}

TEST(CaseFiles, the_newest_comes_first_and_the_undated_last) {
  Good good;
  add_cases(good);
  for (const char* const id : {"a", "b", "c"}) {
    const std::string date = id[0] == 'a' ? "" : id[0] == 'b' ? "date = 2026-11-21\n" : "date = 2026-11-01\n";
    good.write("cases/" + std::string(id) + ".zh.md",
               "+++\ntitle = \"t\"\nsummary = \"s\"\n" + date + "+++\nb\n");
  }
  std::string ids;
  for (const Case& one : good.load().office.cases) ids += one.id + " ";
  EXPECT_EQ(ids, "b refund c a ");
}

TEST(CaseFiles, a_case_is_worth_reading_without_a_film_that_is_broken) {
  Good good;
  add_cases(good);
  good.write("media/broken.mp4", "no film");
  good.replace("cases/refund.zh.md", "media/film.mp4", "media/broken.mp4");
  const Office office = good.load().office;
  ASSERT_EQ(office.cases.size(), 1U);
  EXPECT_FALSE(office.cases[0].film);
}

TEST(MarkdownWhole, pictures_are_blocks_and_links_stay_with_their_words) {
  const auto blocks = parse_markdown(
      "前 [站](https://a.example/?a=1&amp;b=2) 后\n\n![图 *一*](media/a.png)尾\n\n- ![](b.png)\n",
      MarkdownReading::whole);
  ASSERT_EQ(blocks.size(), 4U);
  ASSERT_EQ(blocks[0].runs.size(), 3U);
  EXPECT_EQ(blocks[0].runs[1].link, "https://a.example/?a=1&b=2");
  EXPECT_EQ(blocks[0].runs[2].link, "");
  EXPECT_EQ(blocks[1].kind, BlockKind::picture);
  EXPECT_EQ(blocks[1].picture, "media/a.png");
  EXPECT_EQ(blocks[1].runs.front().text, "图 ");
  EXPECT_EQ(blocks[2].runs.front().text, "尾");
  EXPECT_EQ(blocks[3].picture, "b.png");
  EXPECT_EQ(blocks[3].marker, "•");
  EXPECT_TRUE(blocks[3].runs.empty());
}

TEST(MarkdownWhole, read_for_its_words_nothing_of_it_shows) {
  const auto blocks = parse_markdown("[站](a) ![图](b)");
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].runs, (std::vector<crier::StyledRun>{{"站 图", false, false, ""}}));
}

}  // namespace
}  // namespace crier
