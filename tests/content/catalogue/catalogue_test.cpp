// SPDX-License-Identifier: Apache-2.0
#include "content/catalogue/catalogue.hpp"

#include <gtest/gtest.h>

#include "tests/content/catalogue/offices.hpp"

namespace crier {
namespace {

class CatalogueTest : public testing::Test {
 protected:
  std::string found(std::string_view text, std::vector<std::string> languages = {"zh", "en"}) {
    std::string ids;
    for (const Hit& hit : catalogue_.search({text, std::move(languages), 20, 0, kNow})) {
      if (!ids.empty()) ids += ' ';
      ids += hit.id;
    }
    return ids;
  }

  Catalogue catalogue_ = *Catalogue::build(small_office());
};

TEST_F(CatalogueTest, finds_by_what_people_type) {
  struct Row {
    const char* typed;
    const char* wanted;
  };
  const Row rows[] = {
      {"网络诈骗", "fraud summary body"},  // title, then summary, then body, though the newest is the last
      {"网", "fraud summary bet water body"},
      {"诈骗", "fraud summary body"},
      {"骗", "fraud summary body"},
      {"網絡詐騙", "fraud summary body"},
      {"谨防", "fraud"},
      {"防谨", ""},
      {"网诈", ""},
      {"络诈骗网络", ""},  // all its pairs may stand somewhere, but not in a row
      {"wlzp", "fraud summary"},
      {"WLZP", "fraud summary"},
      {"ｗｌｚｐ", "fraud summary"},
      {"zp", "fraud summary"},
      {"wangluo", "fraud summary bet"},
      {"wangluozh", "fraud summary"},
      {"wang luo zh", "fraud summary bet"},
      {"w l z p", "fraud summary"},
      {"luozhapian", "fraud summary"},
      {"angluo", ""},
      {"shuadan", "fraud"},  // a keyword
      {"赌博", "bet"},       // the category's name
      {"银行", "body"},
      {"96110", "fraud"},
      {"961", "fraud"},
      {"第二百六十六条", "body"},
      {"fra", "fraud"},
      {"online fraud", "fraud"},
      {"fraud online", "fraud"},
      {"wi-fi", "body"},
      {"raud", ""},
      {"谣言", "water"},
      {"转账，再", "fraud"},  // through the mark-up
  };
  for (const Row& row : rows) {
    EXPECT_EQ(found(row.typed), row.wanted) << row.typed;
  }
}

TEST_F(CatalogueTest, looks_only_in_the_languages_asked_for) {
  EXPECT_EQ(found("fraud", {"zh"}), "");
  EXPECT_EQ(found("诈骗", {"en"}), "");
  EXPECT_EQ(found("诈骗", {}), "");
  EXPECT_EQ(found("诈骗", {"fr", "zh"}), "fraud summary body");
}

TEST_F(CatalogueTest, shows_the_hit_in_its_sentence) {
  const std::vector<Hit> hits = catalogue_.search({"wlzp", {"zh"}, 20, 0, kNow});
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].title_marks, (std::vector<Mark>{{6, 18}}));
  EXPECT_EQ(hits[0].place, HitPlace::title);
  EXPECT_EQ(hits[0].snippet, "骗子冒充客服。");
  EXPECT_EQ(hits[1].snippet, "这是网络诈骗的开头。");
  EXPECT_EQ(hits[1].snippet_marks, (std::vector<Mark>{{6, 18}}));
}

// Whoever types "w l z p" wants 网络诈骗, though newer titles have words that begin with each of the letters.
TEST(Initials, come_before_words_that_only_begin_with_their_letters) {
  Office office = small_office();
  office.cases.push_back(a_case("newer", 20, {"我来这里骗人", "", "", {}, {}, {}}));
  Catalogue catalogue = *Catalogue::build(office);
  const std::vector<Hit> hits = catalogue.search({"w l z p", {"zh"}, 20, 0, kNow});
  ASSERT_EQ(hits.size(), 3U);
  EXPECT_EQ(hits[0].id, "fraud");
  EXPECT_EQ(hits[0].title_marks, (std::vector<Mark>{{6, 18}}));
  EXPECT_EQ(hits[1].id, "summary");
  EXPECT_EQ(hits[2].id, "newer");
  const std::vector<Hit> later = catalogue.search({"w l z p", {"zh"}, 2, 1, kNow});
  ASSERT_EQ(later.size(), 2U) << "leafed through as one list";
  EXPECT_EQ(later[0].id, "summary");
  EXPECT_EQ(later[1].id, "newer");
}

TEST_F(CatalogueTest, leafs_by_offset_without_gap_or_repetition) {
  const std::vector<Hit> all = catalogue_.search({"网", {"zh", "en"}, 20, 0, kNow});
  std::string ids;
  for (std::size_t offset = 0; offset < 8; offset += 2)
    for (const Hit& hit : catalogue_.search({"网", {"zh", "en"}, 2, offset, kNow})) ids += hit.id + " ";
  std::string wanted;
  for (const Hit& hit : all) wanted += hit.id + " ";
  EXPECT_EQ(ids, wanted);
  EXPECT_TRUE(catalogue_.search({"网", {"zh"}, 0, 0, kNow}).empty());
}

TEST_F(CatalogueTest, a_notice_that_has_ended_is_not_found) {
  EXPECT_EQ(catalogue_.search({"停水", {"zh"}, 20, 0, kNow}).size(), 1U);
  EXPECT_TRUE(catalogue_.search({"停水", {"zh"}, 20, 0, kNow + std::chrono::days{30}}).empty());
}

TEST(EmptyCatalogue, finds_nothing) {
  auto catalogue = Catalogue::build(Office());
  ASSERT_TRUE(catalogue);
  EXPECT_TRUE(catalogue->search({"网", {"zh"}, 20, 0, kNow}).empty());
}

}  // namespace
}  // namespace crier
