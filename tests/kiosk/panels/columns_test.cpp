// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/columns.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace crier {
namespace {

constexpr double kEm = 10;

ColumnPiece block(int height) {
  return {height, 5, false, false, 0, 0};
}

ColumnPiece text(int lines) {
  return {height_of_lines(lines, kEm), 5, false, false, lines, kEm};
}

ColumnPiece heading() {
  ColumnPiece piece = text(1);
  piece.keeps_with_next = true;
  return piece;
}

ColumnPiece picture(int height) {
  ColumnPiece piece = block(height);
  piece.floats = true;
  return piece;
}

// "0 1[0,2) | 1[2,5)": the pieces of each column, with their lines where they are parted.
std::string told(const std::vector<ColumnPiece>& pieces, int height) {
  std::string said;
  for (const Column& column : set_columns(pieces, height)) {
    if (!said.empty()) said += " |";
    for (const ColumnPart& part : column) {
      said += (said.empty() ? "" : " ") + std::to_string(part.piece);
      if (part.end - part.first < pieces[part.piece].lines)
        said += fmt::format("[{},{})", part.first, part.end);
    }
  }
  return said;
}

TEST(Columns, fill_one_after_the_other) {
  EXPECT_EQ(told({}, 100), "");
  EXPECT_EQ(told({block(40), block(40)}, 100), "0 1");
  EXPECT_EQ(told({block(40), block(40), block(40)}, 100), "0 1 | 2");
  EXPECT_EQ(told({block(300), block(40)}, 100), "0 | 1") << "higher than a column";
}

TEST(Columns, part_a_paragraph_between_its_lines) {
  EXPECT_EQ(told({block(40), text(5)}, 100), "0 1[0,3) | 1[3,5)") << "two lines at least go on";
  EXPECT_EQ(told({block(80), text(5)}, 100), "0 | 1") << "no line begins a paragraph alone";
  EXPECT_EQ(told({block(60), text(3)}, 100), "0 | 1") << "of three none can be left alone";
  EXPECT_EQ(told({text(20)}, 100), "0[0,7) | 0[7,14) | 0[14,20)");
}

TEST(Columns, keep_a_heading_with_what_it_heads) {
  EXPECT_EQ(told({block(60), heading(), block(40)}, 100), "0 | 1 2");
  EXPECT_EQ(told({block(50), heading(), text(6)}, 100), "0 1 2[0,2) | 2[2,6)");
  EXPECT_EQ(told({block(80), heading(), text(6)}, 100), "0 | 1 2");
}

TEST(Columns, let_text_stand_before_a_picture_that_has_no_room) {
  EXPECT_EQ(told({block(50), picture(80), text(8)}, 100), "0 2[0,3) | 1 | 2[3,8)");
  EXPECT_EQ(told({block(50), picture(60), text(2), block(30)}, 100), "0 2 | 1 3");
  EXPECT_EQ(told({block(50), picture(80)}, 100), "0 | 1");
  EXPECT_EQ(told({block(50), picture(60), picture(20), text(2)}, 100), "0 3 | 1 2") << "pictures in order";
  EXPECT_EQ(told({block(60), heading(), picture(80), text(1)}, 100), "0 | 1 2 | 3")
      << "a picture that is headed stays below its heading";
}

TEST(Columns, hold_nothing_that_is_higher_than_they_are) {
  std::vector<ColumnPiece> pieces;
  for (int i = 0; i < 200; ++i) {
    switch (i * 7 % 5) {
      case 0:
        pieces.push_back(heading());
        break;
      case 1:
        pieces.push_back(picture(20 + i % 60));
        break;
      case 2:
        pieces.push_back(block(10 + i % 40));
        break;
      default:
        pieces.push_back(text(1 + i % 13));
    }
  }
  for (int height = 90; height < 300; height += 7) {
    std::vector<int> lines(pieces.size(), 0);
    std::vector<int> seen(pieces.size(), 0);
    for (const Column& column : set_columns(pieces, height)) {
      ASSERT_FALSE(column.empty());
      for (const ColumnPart& part : column) {
        EXPECT_LE(part.y + part.height, height);
        EXPECT_EQ(lines[part.piece], part.first) << "in order";
        lines[part.piece] = part.end;
        ++seen[part.piece];
      }
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      EXPECT_GE(seen[i], 1) << i;
      EXPECT_EQ(lines[i], pieces[i].lines) << i;
    }
  }
}

}  // namespace
}  // namespace crier
