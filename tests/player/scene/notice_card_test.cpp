// SPDX-License-Identifier: Apache-2.0
#include "player/scene/notice_card.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/player/golden.hpp"
#include "tests/player/scene/samples.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

struct Shape {
  const char* name;
  int width;
  int height;
};
constexpr Shape kShapes[] = {{"landscape", 640, 360}, {"portrait", 360, 640}};

TEST(NoticeCard, looks_as_it_should) {
  for (const Shape& shape : kShapes) {
    for (const char* const language : {"zh", "en"}) {
      const SheetStyle style = house_style(shape.height);
      const auto refutation = draw_notice(notice_face(samples::refutation(), samples::kOffice, {language}),
                                          shape.width, shape.height, style);
      ASSERT_EQ(refutation.size(), 1U);
      EXPECT_TRUE(matches_golden(refutation[0].picture,
                                 fmt::format("notice-refutation-{}-{}", language, shape.name)));
      const auto pages = draw_notice(notice_face(samples::long_notice(), samples::kOffice, {language}),
                                     shape.width, shape.height, style);
      ASSERT_GT(pages.size(), 1U);
      EXPECT_TRUE(matches_golden(pages[0].picture, fmt::format("notice-paged-{}-{}", language, shape.name)));
    }
  }
  const auto both = draw_notice(notice_face(samples::refutation(), samples::kOffice, {"zh", "en"}), 640, 360,
                                house_style(360));
  ASSERT_EQ(both.size(), 1U);
  EXPECT_TRUE(matches_golden(both[0].picture, "notice-refutation-zh-en-landscape"));
  ZoneLayout light;
  light.kind = ZoneKind::text;
  light.background = 0xf3efe6;
  const auto own = draw_notice(notice_face(samples::refutation(), samples::kOffice, {"zh"}), 480, 360,
                               style_of(light, 360));
  ASSERT_EQ(own.size(), 1U);
  EXPECT_TRUE(matches_golden(own[0].picture, "notice-light-zh"));
}

TEST(NoticeCard, two_languages_that_do_not_fit_have_pages_of_their_own) {
  const SheetStyle style = house_style(360);
  const auto chinese =
      draw_notice(notice_face(samples::long_notice(), samples::kOffice, {"zh"}), 640, 360, style);
  const auto english =
      draw_notice(notice_face(samples::long_notice(), samples::kOffice, {"en"}), 640, 360, style);
  const auto both =
      draw_notice(notice_face(samples::long_notice(), samples::kOffice, {"zh", "en"}), 640, 360, style);
  EXPECT_EQ(both.size(), chinese.size() + english.size());
}

TEST(NoticeCard, a_page_stays_as_long_as_reading_it_takes) {
  const SheetStyle style = house_style(360);
  Notice notice;
  notice.texts["zh"] = {"停水", ""};
  EXPECT_EQ(draw_notice(notice_face(notice, {}, {"zh"}), 640, 360, style)[0].reading_time, 6s);
  for (const SheetPage& page :
       draw_notice(notice_face(samples::long_notice(), {}, {"zh"}), 640, 360, style)) {
    EXPECT_GE(page.reading_time, 6s);
    EXPECT_LE(page.reading_time, 40s);
  }
}

TEST(NoticeCard, any_notice_in_any_zone_is_drawn) {
  Notice endless;
  std::string words;
  for (int i = 0; i < 6'000; ++i) words += i % 40 == 39 ? "。\n\n" : "法";
  endless.texts["zh"] = {std::string(words, 0, 597), words};
  const NoticeFace faces[] = {notice_face(samples::refutation(), samples::kOffice, {"zh", "en"}),
                              notice_face(endless, samples::kOffice, {"zh"}), notice_face(Notice(), {}, {}),
                              NoticeFace()};
  for (const NoticeFace& face : faces) {
    for (const auto& [width, height] : {std::pair{640, 360}, {40, 40}, {1, 1}, {640, 30}, {30, 640}}) {
      const auto pages = draw_notice(face, width, height, house_style(360));
      ASSERT_FALSE(pages.empty());
      EXPECT_LE(pages.size(), 2 * kMostPages);
      for (const SheetPage& page : pages) EXPECT_EQ(page.picture.shape().width, width);
    }
  }
}

TEST(NoticeCard, a_face_has_the_languages_that_are_wanted_and_there) {
  const Notice notice = samples::refutation();
  const auto languages = [&notice](const std::vector<std::string>& wanted) {
    std::string text;
    for (const NoticeWords& words : notice_face(notice, {}, wanted).words) text += words.language + " ";
    return text;
  };
  EXPECT_EQ(languages({"zh", "en"}), "zh en ");
  EXPECT_EQ(languages({"en", "zh"}), "en zh ");
  EXPECT_EQ(languages({"fr", "zh"}), "zh ");
  EXPECT_EQ(languages({"fr"}), "en ");
  EXPECT_EQ(languages({}), "en ");
}

// A fiftieth of the screen's height, whatever the zone, unless the layout says otherwise: capital letters are
// 0.733 of the em square.
TEST(NoticeCard, letters_are_legible) {
  for (const int height : {360, 720, 1080, 1920, 2160}) {
    EXPECT_GE(house_style(height).least_size * 0.733, height / 50.0) << height;
    EXPECT_LE(house_style(height).least_size * 0.733, height / 50.0 + 1) << height;
  }
  ZoneLayout zone;
  zone.kind = ZoneKind::text;
  zone.text_size = 0.01;
  EXPECT_EQ(style_of(zone, 1080).least_size, 0);
  EXPECT_DOUBLE_EQ(style_of(zone, 1080).size, 10.8);
}

}  // namespace
}  // namespace crier
