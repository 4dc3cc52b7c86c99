// SPDX-License-Identifier: Apache-2.0
#include "player/scene/galley.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "player/scene/words.hpp"

namespace crier {
namespace {

// In ems of running text.
constexpr double kChineseLine = 1.62;
constexpr double kOtherLine = 1.46;
constexpr double kHeadingLine = 1.4;
constexpr double kHeadingSizes[] = {1.4, 1.2, 1.0};
constexpr double kParagraphGap = 0.55;
constexpr double kHeadingGap = 0.85;
constexpr double kItemGap = 0.22;
constexpr double kListIndent = 1.45;
constexpr double kMarkerGap = 0.45;
constexpr double kQuoteIndent = 1.0;
constexpr double kQuoteBar = 0.14;
constexpr double kRuleHeight = 0.7;
constexpr double kBullet = 0.26;

}  // namespace

Galley::Galley(const std::vector<Block>& blocks, const std::string& language, double size, double width,
               const SheetStyle& style)
    : style_(style), size_(size), width_(width) {
  const Block* before = nullptr;
  for (const Block& block : blocks) {
    Piece piece = set(block, language);
    const bool is_among_items = before != nullptr && before->depth > 0 && block.depth > 0;
    const bool is_below_heading = before != nullptr && before->kind == BlockKind::heading;
    piece.gap = size * (is_among_items     ? kItemGap
                        : is_below_heading ? kItemGap
                        : piece.is_heading ? kHeadingGap
                                           : kParagraphGap);
    add(std::move(piece));
    before = &block;
  }
}

Galley::Piece Galley::set(const Block& block, const std::string& language) const {
  TextStyle text;
  text.language = language;
  text.size = size_;
  text.line_height = is_chinese(language) ? kChineseLine : kOtherLine;
  text.ink = block.is_quoted ? style_.quiet : style_.ink;
  const bool is_heading = block.kind == BlockKind::heading;
  if (is_heading) {
    text.size *= kHeadingSizes[std::clamp(block.level, 1, 3) - 1];
    text.line_height = kHeadingLine;
  }
  const double indent = size_ * (kListIndent * block.depth + (block.is_quoted ? kQuoteIndent : 0.0));
  text.width = std::max(size_, width_ - indent);
  // A column of whole characters has no ragged edge of its own.
  if (is_chinese(language)) text.width = std::max(1.0, std::floor(text.width / text.size + 1e-6)) * text.size;
  std::vector<TextRun> runs;
  for (const StyledRun& run : block.runs) {
    const bool is_bold = run.is_strong || is_heading;
    TextRun one{run.text, is_bold ? TextWeight::bold : TextWeight::normal, std::nullopt};
    if (run.is_emphasised) one.ink = style_.stress;
    runs.push_back(std::move(one));
  }
  Piece piece{SetText(runs, text, style_.halo)};
  piece.indent = indent;
  piece.has_bullet = block.marker == "•";
  if (!block.marker.empty() && !piece.has_bullet) {
    TextStyle number = text;
    number.width = 0;
    number.ink = style_.quiet;
    piece.marker = SetText(block.marker, number, style_.halo);
  }
  piece.is_quoted = block.is_quoted;
  piece.is_heading = is_heading;
  piece.is_rule = block.kind == BlockKind::rule;
  return piece;
}

void Galley::add(Piece piece) {
  const std::size_t index = pieces_.size();
  const int count = piece.is_rule ? 1 : piece.text.lines();
  for (int i = 0; i < count; ++i) {
    Line line;
    line.piece = index;
    line.index = i;
    line.gap = i == 0 ? piece.gap : 0;
    line.height = piece.is_rule ? size_ * kRuleHeight : piece.text.line_height();
    const bool is_last = i + 1 == count;
    line.may_end_page = is_last ? !piece.is_heading : !piece.is_heading && i != 0 && i + 2 != count;
    lines_.push_back(line);
  }
  pieces_.push_back(std::move(piece));
}

GalleyPage Galley::page_of(std::size_t first, std::size_t count) const {
  GalleyPage page{first, count, 0};
  for (std::size_t i = first; i < first + count; ++i)
    page.height += lines_[i].height + (i == first ? 0 : lines_[i].gap);
  return page;
}

std::vector<GalleyPage> Galley::filled(double height) const {
  std::vector<GalleyPage> pages;
  std::size_t first = 0;
  while (first < lines_.size()) {
    double used = lines_[first].height;
    std::size_t end = first + 1;
    while (end < lines_.size() && used + lines_[end].gap + lines_[end].height <= height) {
      used += lines_[end].gap + lines_[end].height;
      ++end;
    }
    std::size_t good = end;
    if (end < lines_.size()) {
      while (good > first && !lines_[good - 1].may_end_page) --good;
      if (good == first) good = end;  // it cannot be helped
    }
    pages.push_back(page_of(first, good - first));
    first = good;
  }
  return pages;
}

std::vector<GalleyPage> Galley::pages(double height) const {
  std::vector<GalleyPage> pages = filled(height);
  if (pages.size() < 2) return pages;
  // Of all heights that need no further page: where the fewest blocks are cut in two, then the lowest, which
  // fills all pages alike.
  constexpr int kSteps = 24;
  const std::size_t fewest = pages.size();
  std::size_t fewest_cuts = cuts(pages);
  for (int i = 1; i < kSteps; ++i) {
    std::vector<GalleyPage> tried = filled(height * (kSteps - i) / kSteps);
    if (tried.size() > fewest) break;
    const std::size_t number = cuts(tried);
    if (number > fewest_cuts) continue;
    fewest_cuts = number;
    pages = std::move(tried);
  }
  return pages;
}

std::size_t Galley::cuts(const std::vector<GalleyPage>& pages) const {
  return static_cast<std::size_t>(std::count_if(
      pages.begin(), pages.end(), [this](const GalleyPage& page) { return lines_[page.first].index > 0; }));
}

std::string Galley::text_of(const GalleyPage& page) const {
  std::string text;
  for (std::size_t i = page.first; i < page.first + page.count; ++i) {
    const Line& line = lines_[i];
    if (!pieces_[line.piece].is_rule) text += pieces_[line.piece].text.line(line.index) + "\n";
  }
  return text;
}

void Galley::draw(Sheet& sheet, double x, double y, const GalleyPage& page) const {
  for (std::size_t i = page.first; i < page.first + page.count; ++i) {
    const Line& line = lines_[i];
    const Piece& piece = pieces_[line.piece];
    const bool is_first = i == page.first;
    if (piece.is_quoted) {
      const bool goes_on = !is_first && pieces_[lines_[i - 1].piece].is_quoted;
      const double top = goes_on ? y : y + (is_first ? 0 : line.gap);
      const double bottom = y + (is_first ? 0 : line.gap) + line.height;
      sheet.fill_rectangle(x, top, size_ * kQuoteBar, bottom - top, style_.line);
    }
    if (!is_first) y += line.gap;
    draw_line(sheet, x, y, line);
    y += line.height;
  }
}

void Galley::draw_line(Sheet& sheet, double x, double y, const Line& line) const {
  const Piece& piece = pieces_[line.piece];
  if (piece.is_rule) {
    const double thickness = std::max(1.0, std::round(size_ * 0.05));
    sheet.fill_rectangle(x + piece.indent, std::round(y + (line.height - thickness) / 2),
                         width_ - piece.indent, thickness, style_.line);
    return;
  }
  if (line.index == 0 && piece.marker) {
    const double left = x + piece.indent - size_ * kMarkerGap - piece.marker->width();
    piece.marker->draw(sheet, left, y);
  }
  if (line.index == 0 && piece.has_bullet) {
    const double side = size_ * kBullet;
    const double middle = y + piece.text.ascent() - size_ * 0.36;
    sheet.fill_rounded(x + piece.indent - size_ * kMarkerGap - side * 1.6, middle - side / 2, side, side,
                       side * 0.3, style_.quiet);
  }
  piece.text.draw(sheet, x + piece.indent, y, line.index, 1);
}

}  // namespace crier
