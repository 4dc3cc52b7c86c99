// SPDX-License-Identifier: Apache-2.0
// Galley: blocks of a text set into one long column, to be cut into pages. Headings stay with what they head,
// and no page begins or ends with a single line of a paragraph where that can be helped. Lengths are pixels.
// One thread at a time.
#pragma once

#include <string>
#include <vector>

#include "content/notices/markdown.hpp"
#include "player/scene/set_text.hpp"
#include "player/scene/sheet_style.hpp"

namespace crier {

// Lines of a galley.
struct GalleyPage {
  std::size_t first = 0;
  std::size_t count = 0;
  double height = 0;
};

class Galley {
 public:
  // `size` of the em square of running text.
  Galley(const std::vector<Block>& blocks, const std::string& language, double size, double width,
         const SheetStyle& style);

  double height() const { return page_of(0, lines_.size()).height; }
  GalleyPage all() const { return page_of(0, lines_.size()); }

  // As few pages as can be, none higher than `height` (but where a single line is), and all about equally
  // full. None where there is no line.
  std::vector<GalleyPage> pages(double height) const;

  std::string text_of(const GalleyPage& page) const;
  void draw(Sheet& sheet, double x, double y, const GalleyPage& page) const;

 private:
  struct Piece {  // a block, set
    SetText text;
    double indent = 0;
    double gap = 0;                   // above it, but for the top of a page
    std::optional<SetText> marker{};  // a number; a bullet is drawn
    bool has_bullet = false;
    bool is_quoted = false;
    bool is_heading = false;
    bool is_rule = false;
  };
  struct Line {
    std::size_t piece = 0;
    int index = 0;  // in its piece
    double gap = 0;
    double height = 0;
    bool may_end_page = true;
  };

  Piece set(const Block& block, const std::string& language) const;
  void add(Piece piece);
  GalleyPage page_of(std::size_t first, std::size_t count) const;
  std::vector<GalleyPage> filled(double height) const;
  std::size_t cuts(const std::vector<GalleyPage>& pages) const;  // blocks that two pages share
  void draw_line(Sheet& sheet, double x, double y, const Line& line) const;

  SheetStyle style_;
  double size_;
  double width_;
  std::vector<Piece> pieces_;
  std::vector<Line> lines_;
};

}  // namespace crier
