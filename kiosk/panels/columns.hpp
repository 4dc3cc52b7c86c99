// SPDX-License-Identifier: Apache-2.0
// How an article's pieces fill columns of one height: a paragraph is parted between its lines, and a picture
// for which there is no room left lets the text after it go first. Pure; any thread. Lengths are pixels.
#pragma once

#include <cstddef>
#include <vector>

namespace crier {

struct ColumnPiece {
  int height = 0;
  int gap = 0;  // above it, but at a column's top
  bool keeps_with_next = false;
  bool floats = false;  // what follows may stand before it
  int lines = 0;        // 0: it is not parted
  double em = 0;        // of its lines
};

// Lines [first, end) of a piece that is parted, else all of it.
struct ColumnPart {
  std::size_t piece = 0;
  int first = 0;
  int end = 0;
  int y = 0;  // from the column's top
  int height = 0;
};

using Column = std::vector<ColumnPart>;

// Of a text of that many lines: em boxes and the leading between them.
int height_of_lines(int lines, double em);

// A piece that is higher than a column stands alone in one. No column is empty.
std::vector<Column> set_columns(const std::vector<ColumnPiece>& pieces, int height);

}  // namespace crier
