// SPDX-License-Identifier: Apache-2.0
#include "player/scene/words.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

using namespace std::chrono_literals;

TEST(Words, dates_read_as_people_write_them) {
  EXPECT_EQ(date_words(2026y / 11 / 24, "zh"), "2026年11月24日");
  EXPECT_EQ(date_words(2026y / 3 / 5, "zh-Hant"), "2026年3月5日");
  EXPECT_EQ(date_words(2026y / 11 / 24, "en"), "24 November 2026");
  EXPECT_EQ(short_date_words(2026y / 11 / 24, "zh"), "2026.11.24");
  EXPECT_EQ(short_date_words(2026y / 9 / 4, "en"), "4 Sep 2026");
  EXPECT_EQ(day_words(2026y / 11 / 24, "zh"), "2026年11月24日 星期二");
  EXPECT_EQ(day_words(2026y / 11 / 29, "zh"), "2026年11月29日 星期日");
  EXPECT_EQ(day_words(2026y / 11 / 24, "en-GB"), "Tuesday 24 November 2026");
}

TEST(Words, kinds_have_a_label_in_each_language) {
  EXPECT_EQ(kind_label(NoticeKind::refutation, "zh"), "辟谣");
  EXPECT_EQ(kind_label(NoticeKind::refutation, "zh-Hant-HK"), "闢謠");
  EXPECT_EQ(kind_label(NoticeKind::notice, "zh"), "公告");
  EXPECT_EQ(kind_label(NoticeKind::refutation, "en"), "Rumour, refuted");
  EXPECT_EQ(kind_label(NoticeKind::notice, "fr"), "Notice");
  EXPECT_FALSE(is_chinese("zha"));
  EXPECT_TRUE(is_chinese("zh-CN"));
}

TEST(Words, reading_takes_time) {
  struct Row {
    const char* text;
    Nanoseconds time;
  };
  const Row rows[] = {
      {"", 0ms},
      {"，。！", 0ms},
      {"网络不是法外之地", 1600ms},
      {"five words are here now", 2000ms},
      {"don’t wait", 800ms},
      {"拨打12377举报", 1200ms},
      {"\xE7\xBD", 200ms},
  };
  for (const Row& row : rows)
    EXPECT_NEAR(std::chrono::duration<double>(reading_time(row.text)).count(),
                std::chrono::duration<double>(row.time).count(), 0.001)
        << row.text;
}

}  // namespace
}  // namespace crier
