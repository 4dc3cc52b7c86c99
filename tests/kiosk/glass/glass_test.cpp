// SPDX-License-Identifier: Apache-2.0
// What is redrawn in parts looks as if it were drawn whole; and what a finger presses.
#include "kiosk/glass/glass.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace crier {
namespace {

constexpr int kWidth = 360;
constexpr int kHeight = 480;
constexpr int kStride = kWidth * 4 + 32;
constexpr Rgb kPage = 0xf3f6fb;

using Pixels = std::vector<std::uint8_t>;

class GlassTest : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = Glass::open(kWidth, kHeight);
    ASSERT_TRUE(opened) << opened.error().message;
    glass_ = std::move(*opened);
  }

  Brush& brush() { return glass_->brush(); }

  void write(const std::string& text, double x, double y, double em) {
    glass_->type().draw_line(brush().list(), text, x, y, em, Weight::regular, 0x13254a);
  }

  // One frame of it onto `pixels_`.
  std::optional<Rectangle> show(const std::function<void()>& draw) {
    glass_->begin({});
    brush().fill({0, 0, kWidth, kHeight}, kPage);
    draw();
    return glass_->end(pixels_.data(), kStride);
  }

  // The same frame drawn whole, elsewhere.
  Pixels whole(const std::function<void()>& draw) {
    Pixels all(pixels_.size());
    glass_->damage_all();
    glass_->begin({});
    brush().fill({0, 0, kWidth, kHeight}, kPage);
    draw();
    EXPECT_EQ(glass_->end(all.data(), kStride), (Rectangle{0, 0, kWidth, kHeight}));
    return all;
  }

  std::unique_ptr<Glass> glass_;
  Pixels pixels_ = Pixels(std::size_t{kStride} * kHeight);
};

struct Shape {
  int kind = 0;
  Rectangle place;
  Rgb colour = 0;
  std::string text;
};

class Painting {
 public:
  explicit Painting(unsigned seed) : random_(seed) {
    for (int i = 0; i < 8; ++i) shapes_.push_back(shape());
  }

  // Moves, recolours, rewrites, adds, removes or reorders one or two.
  void change() {
    for (unsigned times = 1 + random_() % 2; times > 0; --times) {
      if (shapes_.empty()) shapes_.push_back(shape());
      Shape& one = shapes_[random_() % shapes_.size()];
      switch (random_() % 7) {
        case 0:
          one.place = place();
          break;
        case 1:
          one.colour = random_() & 0xffffffU;
          break;
        case 2:
          one.text = words();
          break;
        case 3:
          shapes_.insert(shapes_.begin() + static_cast<int>(random_() % (shapes_.size() + 1)), shape());
          break;
        case 4:
          shapes_.erase(shapes_.begin() + static_cast<int>(random_() % shapes_.size()));
          break;
        case 5:
          std::swap(one, shapes_[random_() % shapes_.size()]);
          break;
        default:
          one.place.x += static_cast<int>(random_() % 5) - 2;
      }
    }
    if (shapes_.size() > 14) shapes_.resize(9);
  }

  void draw(Glass& glass) const {
    Brush& brush = glass.brush();
    for (const Shape& one : shapes_) {
      const Rectangle& place = one.place;
      switch (one.kind) {
        case 0:
          brush.shadow(place, 9, 0.16);
          brush.fill(place, one.colour, 14);
          brush.outline(place, 0xc9d4e8, 2, 14);
          break;
        case 1:
          brush.gradient(place, one.colour, 0x0f4a96);
          break;
        case 2:
          brush.circle(place.x, place.y, place.width / 3.0, one.colour, 0.6);
          brush.ring(place.x, place.y, place.width / 2.0, 3, one.colour, 0.8);
          break;
        case 3:
          brush.icon(Icon::shield_alert, place, one.colour);
          brush.line(place.x, place.y, place.right(), place.bottom(), 2.5, one.colour);
          break;
        case 4:
          brush.qr(one.text, place);
          break;
        default:
          break;
      }
      TypeStyle style;
      style.em = 22;
      style.ink = one.colour;
      style.least_em = 14;
      style.align = Align::centre;
      style.in_middle = true;
      glass.type().draw(brush.list(), one.text, place, style);
    }
  }

 private:
  Rectangle place() {
    const auto up_to = [this](unsigned most) { return static_cast<int>(random_() % most); };
    return {up_to(kWidth + 60) - 60, up_to(kHeight + 60) - 60, 20 + up_to(200), 20 + up_to(160)};
  }
  std::string words() {
    const std::vector<std::string> some{"",           "看案例", "举报",      "Back a page",
                                        "结束并清除", "12377",  "辟谣：不实"};
    return some[random_() % some.size()];
  }
  Shape shape() {
    return {static_cast<int>(random_() % 6), place(), static_cast<Rgb>(random_() & 0xffffffU), words()};
  }

  std::mt19937 random_;
  std::vector<Shape> shapes_;
};

TEST_F(GlassTest, redraws_parts_as_if_it_were_all) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    Painting painting(seed);
    const auto draw = [&] { painting.draw(*glass_); };
    int parts = 0;
    for (int frame = 0; frame < 40; ++frame) {
      const auto damage = show(draw);
      if (damage) {
        ASSERT_FALSE(damage->empty());
        ASSERT_TRUE((Rectangle{0, 0, kWidth, kHeight}.contains(*damage)));
        parts += damage->width < kWidth || damage->height < kHeight;
      }
      // Every tenth only, so that what is left wrong would add up.
      if (frame % 10 == 9) {
        ASSERT_TRUE(pixels_ == whole(draw)) << "seed " << seed << ", frame " << frame;
      }
      painting.change();
    }
    EXPECT_GT(parts, 20) << "nothing was drawn in parts";
  }
}

TEST_F(GlassTest, redraws_each_single_part_as_if_it_were_all) {
  Painting painting(77);
  const auto draw = [&] { painting.draw(*glass_); };
  for (int frame = 0; frame < 60; ++frame) {
    show(draw);
    ASSERT_TRUE(pixels_ == whole(draw)) << "frame " << frame;
    painting.change();
  }
}

TEST_F(GlassTest, begins_with_the_whole_and_draws_nothing_where_nothing_differs) {
  Painting painting(3);
  const auto draw = [&] { painting.draw(*glass_); };
  EXPECT_EQ(show(draw), (Rectangle{0, 0, kWidth, kHeight}));
  const Pixels before = pixels_;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(show(draw), std::nullopt);
  glass_->begin({5, 5, true});  // a frame that is only looked at
  glass_->skip();
  EXPECT_EQ(show(draw), std::nullopt);
  EXPECT_TRUE(pixels_ == before);
  glass_->damage_all();
  EXPECT_EQ(show(draw), (Rectangle{0, 0, kWidth, kHeight}));
  EXPECT_TRUE(pixels_ == before);
}

TEST_F(GlassTest, draws_no_more_than_what_differs_and_its_edge) {
  const auto draw = [&](Rgb colour) {
    return [this, colour] {
      write("看案例", 20, 20, 30);
      brush().fill({100, 200, 60, 40}, colour, 6);
      write("举报", 20, 400, 30);
    };
  };
  show(draw(0x1a5fb4));
  const auto damage = show(draw(0xb3261e));
  ASSERT_TRUE(damage);
  EXPECT_TRUE(damage->contains({100, 200, 60, 40}));
  EXPECT_TRUE((Rectangle{95, 195, 70, 50}.contains(*damage)));
  EXPECT_EQ(show(draw(0xb3261e)), std::nullopt);
}

TEST_F(GlassTest, does_not_mind_what_changes_beyond_its_edge) {
  const auto beyond = [&](int x) { return [this, x] { brush().fill({x, 10, 50, 50}, 0x1a5fb4); }; };
  show(beyond(kWidth + 20));
  EXPECT_EQ(show(beyond(kWidth + 40)), std::nullopt);
  EXPECT_TRUE(pixels_ == whole(beyond(kWidth + 40)));
}

TEST_F(GlassTest, writes_bgra_rows_and_nothing_beside_them) {
  std::fill(pixels_.begin(), pixels_.end(), 0xEE);
  show([&] { brush().fill({0, 0, 10, 1}, 0x102030); });
  EXPECT_EQ(pixels_[0], 0x30);
  EXPECT_EQ(pixels_[1], 0x20);
  EXPECT_EQ(pixels_[2], 0x10);
  const std::size_t second = kStride;
  EXPECT_EQ(pixels_[second], kPage & 255U) << "the first row is the top";
  for (int y = 0; y < kHeight; ++y)
    for (int x = kWidth * 4; x < kStride; ++x)
      ASSERT_EQ(pixels_[static_cast<std::size_t>(y) * kStride + static_cast<std::size_t>(x)], 0xEE);
}

TEST_F(GlassTest, sees_a_change_of_what_may_be_seen_of_a_shape) {
  const auto clipped = [&](float right) {
    return [this, right] {
      brush().list().PushClipRect({0, 0}, {right, 300});
      brush().fill({10, 10, 200, 200}, 0x1a5fb4);
      brush().list().PopClipRect();
    };
  };
  show(clipped(50));
  EXPECT_TRUE(show(clipped(120)));
  EXPECT_TRUE(pixels_ == whole(clipped(120)));
}

std::string hanzi(int first, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const unsigned character = 0x4E00U + static_cast<unsigned>(first + i);
    text += static_cast<char>(0xE0U | (character >> 12));
    text += static_cast<char>(0x80U | ((character >> 6) & 0x3FU));
    text += static_cast<char>(0x80U | (character & 0x3FU));
  }
  return text;
}

// Characters of one size take each other's place on the page of glyphs.
TEST_F(GlassTest, shows_what_is_written_after_the_glyphs_were_wiped) {
  for (int i = 0; i < 60; ++i) {
    const auto draw = [&] { write(hanzi(i, 1), 50, 50, 12); };
    show(draw);
    ASSERT_TRUE(pixels_ == whole(draw)) << hanzi(i, 1);
    glass_->type().glyphs().wipe();
  }
}

TEST_F(GlassTest, says_where_the_page_of_glyphs_was_too_small_and_draws_it_whole_the_next_time) {
  const auto draw = [&](int first) {
    return [this, first] {
      for (int row = 0; row < 10; ++row) write(hanzi(first + row * 40, 40), -20.0 * row, 45.0 * row, 44);
    };
  };
  bool was_incomplete = false;
  for (int first = 0; first < 4000 && !was_incomplete; first += 400) {
    show(draw(first));
    was_incomplete = glass_->is_incomplete();
    if (!was_incomplete) continue;
    show(draw(first));
    EXPECT_FALSE(glass_->is_incomplete());
    EXPECT_TRUE(pixels_ == whole(draw(first)));
    EXPECT_FALSE(glass_->is_incomplete());
  }
  EXPECT_TRUE(was_incomplete);
}

TEST_F(GlassTest, does_not_ask_again_for_a_frame_that_no_page_takes) {
  const auto too_much = [&] {
    for (int row = 0; row < 60; ++row) write(hanzi(row * 40, 40), 0, 8.0 * row, 44);
  };
  show(too_much);
  EXPECT_TRUE(glass_->is_incomplete());
  show(too_much);
  EXPECT_FALSE(glass_->is_incomplete());
}

// Two targets, of which each may be there or not.
class Presses : public GlassTest {
 protected:
  static constexpr Rectangle kOne{20, 20, 100, 60};
  static constexpr Rectangle kOther{20, 120, 100, 60};

  struct Answer {
    Glass::Press one;
    Glass::Press other;
  };

  Answer look(const Pointer& pointer) {
    glass_->begin(pointer);
    Answer answer;
    if (has_one_) answer.one = glass_->press("one", kOne);
    if (has_other_) answer.other = glass_->press("other", other_place_);
    if (is_shown_) {
      glass_->end(pixels_.data(), kStride);
    } else {
      glass_->skip();
    }
    return answer;
  }
  void SetUp() override {
    GlassTest::SetUp();
    look({});
  }
  Answer down(double x, double y) { return look({x, y, true}); }
  Answer up(double x, double y) { return look({x, y, false}); }

  // Neither is pressed, nor will it be when the finger is long gone.
  void expect_nothing(const Answer& answer) {
    for (const Answer& one : {answer, look({}), look({})}) {
      EXPECT_FALSE(one.one.is_released);
      EXPECT_FALSE(one.other.is_released);
      EXPECT_FALSE(one.one.is_down);
      EXPECT_FALSE(one.other.is_down);
    }
  }

  bool has_one_ = true;
  bool has_other_ = true;
  bool is_shown_ = true;
  Rectangle other_place_ = kOther;
};

TEST_F(Presses, are_when_the_finger_goes_up_again) {
  for (const bool shown : {true, false}) {
    is_shown_ = shown;
    for (int i = 0; i < 3; ++i) {
      const Answer touched = down(50, 50);
      EXPECT_TRUE(touched.one.is_down);
      EXPECT_FALSE(touched.one.is_released);
      EXPECT_FALSE(touched.other.is_down);
      const Answer held = down(60, 55);
      EXPECT_TRUE(held.one.is_down);
      EXPECT_FALSE(held.one.is_released) << "however long it is held";
      const Answer left = up(60, 55);
      EXPECT_TRUE(left.one.is_released);
      EXPECT_FALSE(left.one.is_down);
      EXPECT_FALSE(left.other.is_released);
      expect_nothing(look({}));
    }
  }
}

TEST_F(Presses, reach_to_the_edge_and_no_further) {
  const struct {
    double x, y;
    bool is_in;
  } kRows[] = {{20, 20, true},  {119, 79, true}, {19, 50, false}, {121, 50, false},
               {50, 19, false}, {50, 81, false}, {20, 79, true},  {119, 20, true}};
  for (const auto& row : kRows) {
    EXPECT_EQ(down(row.x, row.y).one.is_down, row.is_in) << row.x << "," << row.y;
    EXPECT_EQ(up(row.x, row.y).one.is_released, row.is_in) << row.x << "," << row.y;
    look({});
  }
}

TEST_F(Presses, are_called_off_by_sliding_away) {
  down(50, 50);
  EXPECT_FALSE(down(300, 300).one.is_down);
  expect_nothing(up(300, 300));
  down(50, 50);
  expect_nothing(up(300, 300));  // too fast to be seen on its way
  down(50, 50);
  down(50, 150);
  expect_nothing(up(50, 150));  // onto another
}

TEST_F(Presses, are_taken_up_again_by_sliding_back) {
  down(50, 50);
  down(300, 300);
  EXPECT_TRUE(down(50, 50).one.is_down);
  EXPECT_TRUE(up(50, 50).one.is_released);
}

TEST_F(Presses, begin_where_the_finger_came_down) {
  down(300, 300);
  EXPECT_FALSE(down(50, 50).one.is_down);
  expect_nothing(up(50, 50));
}

TEST_F(Presses, do_not_fall_on_what_appears_under_the_finger) {
  has_one_ = false;
  look({});
  down(50, 50);
  has_one_ = true;
  EXPECT_FALSE(down(50, 50).one.is_down);
  expect_nothing(up(50, 50));

  // What it came down on makes room for something else.
  other_place_ = kOther;
  down(50, 50);
  has_one_ = false;
  other_place_ = kOne;
  EXPECT_FALSE(down(50, 50).other.is_down);
  expect_nothing(up(50, 50));
  EXPECT_TRUE(down(50, 50).other.is_down) << "the next touch is its own";
  EXPECT_TRUE(up(50, 50).other.is_released);
}

TEST_F(Presses, need_a_place) {
  other_place_ = {20, 120, 0, 60};
  EXPECT_FALSE(down(20, 150).other.is_down);
  expect_nothing(up(20, 150));
}

TEST(Glass, can_be_opened_again_after_it_was_closed) {
  for (int i = 0; i < 3; ++i) {
    auto glass = Glass::open(64 + i, 48);
    ASSERT_TRUE(glass) << glass.error().message;
    EXPECT_EQ((*glass)->width(), 64 + i);
    EXPECT_EQ((*glass)->height(), 48);
  }
}

}  // namespace
}  // namespace crier
