// SPDX-License-Identifier: Apache-2.0
// Whatever is typed, search answers, and every mark lies on whole characters of what it marks.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "config/text_file.hpp"
#include "tests/content/catalogue/offices.hpp"

namespace crier {
namespace {

bool marks_fit(const std::string& text, const std::vector<Mark>& marks) {
  std::size_t last = 0;
  for (const Mark& mark : marks) {
    if (mark.begin < last || mark.begin >= mark.end || mark.end > text.size()) return false;
    if (first_not_utf8(text.substr(mark.begin, mark.end - mark.begin))) return false;
    last = mark.end;
  }
  return true;
}

bool answers(Catalogue& catalogue, const std::string& typed) {
  const std::vector<Hit> hits = catalogue.search({typed, {"zh", "en"}, 20, 0, kNow});
  for (const Hit& hit : hits)
    if (!marks_fit(hit.title, hit.title_marks) || !marks_fit(hit.snippet, hit.snippet_marks)) return false;
  return hits.size() <= 5;
}

TEST(OddQueries, give_hits_or_none) {
  auto catalogue = Catalogue::build(small_office());
  ASSERT_TRUE(catalogue);
  const std::string odd[] = {"",
                             " ",
                             "\"",
                             "\"\"\"",
                             "'",
                             "*",
                             "a*",
                             "^a",
                             "words:a",
                             "{words}: a",
                             "NEAR(a b)",
                             "a AND",
                             "AND",
                             "OR OR OR",
                             "NOT",
                             "(",
                             ")",
                             "-",
                             "+",
                             "a + b",
                             "a\"b\"c",
                             "'; DROP TABLE words_0_0; --",
                             "%",
                             "_",
                             "\\",
                             std::string("网\0络", 7),
                             std::string(1, '\0'),
                             "\xFF\xFE",
                             "\xE7\xBD",
                             "\xED\xA0\x80",
                             "😀",
                             "𠮷",
                             "e\u0301",
                             "İ",
                             "ß",
                             "网 网 网 网 网 网 网 网 网 网 网 网",
                             std::string(10'240, 'w'),
                             std::string(10'240, '"'),
                             std::string(10'240, '\0'),
                             "nv",
                             "lv",
                             "v",
                             "ａ　ｂ",
                             "\u200B网",
                             "\uFEFF网络",
                             "۱۲۳",
                             "नमस्ते",
                             "안녕"};
  for (const std::string& typed : odd) EXPECT_TRUE(answers(*catalogue, typed)) << typed.substr(0, 60);
  std::string long_hanzi;
  for (int i = 0; i < 3'400; ++i) long_hanzi += i % 2 == 0 ? "网" : "络";
  EXPECT_TRUE(answers(*catalogue, long_hanzi));
}

TEST(AnyBytes, give_hits_or_none) {
  auto catalogue = Catalogue::build(small_office());
  ASSERT_TRUE(catalogue);
  EXPECT_TRUE(rc::check("any bytes are answered",
                        [&](const std::string& typed) { RC_ASSERT(answers(*catalogue, typed)); }));
  const std::vector<std::string> pieces = {"网", "络", "诈",  "骗",   "w",    "l", "z",  "p",        "\"",
                                           "*",  " ",  "AND", "wang", "\xE7", "(", "，", "网络诈骗", "9"};
  EXPECT_TRUE(rc::check("any mixture is answered", [&](const std::vector<unsigned char>& picks) {
    std::string typed;
    for (const unsigned char pick : picks) typed += pieces[pick % pieces.size()];
    RC_ASSERT(answers(*catalogue, typed));
  }));
}

}  // namespace
}  // namespace crier
