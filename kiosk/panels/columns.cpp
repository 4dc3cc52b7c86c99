// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/columns.hpp"

#include <cmath>
#include <utility>

#include "kiosk/look/type.hpp"

namespace crier {
namespace {

constexpr double kLeading = TypeStyle{}.leading;
constexpr int kFewestLines = 2;  // of a paragraph, before and after it is parted

class Setter {
 public:
  Setter(const std::vector<ColumnPiece>& pieces, int height) : pieces_(pieces), height_(height) {}

  std::vector<Column> set() && {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const ColumnPiece& piece = pieces_[i];
      const bool belongs_here = i > 0 && pieces_[i - 1].keeps_with_next;
      if (fits(i) && (waiting_.empty() || !piece.floats)) {
        add({i, 0, piece.lines, 0, piece.height});
      } else if (piece.floats && !belongs_here && !column_.empty() && i + 1 < pieces_.size()) {
        waiting_.push_back(i);
      } else if (piece.lines > 0) {
        part(i);
      } else {
        do turn();
        while (!fits(i) && !column_.empty());
        add({i, 0, 0, 0, piece.height});
      }
    }
    if (!waiting_.empty()) turn();
    if (!column_.empty()) columns_.push_back(std::move(column_));
    return std::move(columns_);
  }

 private:
  int gap(std::size_t piece) const { return column_.empty() ? 0 : pieces_[piece].gap; }
  bool fits(std::size_t piece) const { return used_ + gap(piece) + pieces_[piece].height <= height_; }

  void add(ColumnPart part) {
    // What goes on from another column begins without a gap.
    part.y = used_ + (part.first > 0 ? 0 : gap(part.piece));
    used_ = part.y + part.height;
    column_.push_back(part);
  }

  // Begins a column, with what waits for one and the headings that belong to what comes next.
  void turn() {
    Column kept;
    while (column_.size() > 1 && pieces_[column_.back().piece].keeps_with_next) {
      kept.insert(kept.begin(), column_.back());
      column_.pop_back();
    }
    end_column();
    for (const std::size_t piece : std::exchange(waiting_, {})) {
      if (!fits(piece)) end_column();
      add({piece, 0, 0, 0, pieces_[piece].height});
    }
    for (const ColumnPart& part : kept) {
      if (!fits(part.piece)) end_column();
      add(part);
    }
  }

  void end_column() {
    if (!column_.empty()) columns_.push_back(std::move(column_));
    column_.clear();
    used_ = 0;
  }

  void part(std::size_t index) {
    const ColumnPiece& piece = pieces_[index];
    int first = 0;
    while (first < piece.lines) {
      const int left = piece.lines - first;
      int fitting = 0;
      const int above = used_ + (first > 0 ? 0 : gap(index));
      while (fitting < left && above + height_of_lines(fitting + 1, piece.em) <= height_) ++fitting;
      if (fitting < left && left - fitting < kFewestLines) fitting = left - kFewestLines;
      const bool is_alone = column_.empty();
      if (fitting < left && fitting < kFewestLines && !is_alone) {
        turn();
        continue;
      }
      if (is_alone && fitting < 1) fitting = 1;
      add({index, first, first + fitting, 0, height_of_lines(fitting, piece.em)});
      first += fitting;
      if (first < piece.lines) turn();
    }
  }

  const std::vector<ColumnPiece>& pieces_;
  const int height_;
  std::vector<Column> columns_;
  Column column_;
  int used_ = 0;
  std::vector<std::size_t> waiting_;  // pieces that float
};

}  // namespace

int height_of_lines(int lines, double em) {
  return static_cast<int>(std::ceil(em + (lines - 1) * em * kLeading));
}

std::vector<Column> set_columns(const std::vector<ColumnPiece>& pieces, int height) {
  return Setter(pieces, height).set();
}

}  // namespace crier
