// SPDX-License-Identifier: Apache-2.0
#include "kiosk/look/type.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "kiosk/look/last_line.hpp"
#include "kiosk/look/line_rules.hpp"

namespace crier {
namespace {

constexpr double kAscent = 0.88;  // of the em box above the baseline, for Chinese fonts
constexpr double kShrinkStep = 0.96;
constexpr double kRounding = 0.01;  // pixels, of sums of widths
constexpr std::string_view kEllipsis = "…";
constexpr double kBlankHalf = 0.3;   // of an em: marks that stand in the right half of their box
constexpr double kBlankLeft = 0.06;  // that remains of it at a line's beginning

}  // namespace

Type::Type(std::unique_ptr<GlyphCache> glyphs) : glyphs_(std::move(glyphs)) {}

Result<std::unique_ptr<Type>> Type::open(ImFontAtlas& atlas) {
  auto glyphs = GlyphCache::open(atlas);
  if (!glyphs) return tl::unexpected(glyphs.error());
  return std::unique_ptr<Type>(new Type(std::move(*glyphs)));
}

double Type::width_of(std::string_view text, double em, Weight weight) {
  double width = 0;
  const int size = static_cast<int>(std::lround(em));
  for (std::size_t at = 0; at < text.size();)
    width += glyphs_->advance(next_character(text, at), size, weight);
  return width;
}

std::vector<TypeLine> Type::break_lines(std::string_view text, double width, double em, Weight weight) {
  std::vector<TypeLine> lines;
  const int size = static_cast<int>(std::lround(em));
  TypeLine line;
  double used = 0;            // from line.begin
  std::size_t chance = 0;     // the last place where this line may end
  double used_at_chance = 0;  // to there
  char32_t before = 0;
  const auto end_line = [&](std::size_t end, double line_width, std::size_t next) {
    line.end = end;
    line.width = line_width;
    while (line.end > line.begin && text[line.end - 1] == ' ') {
      --line.end;
      line.width -= glyphs_->advance(U' ', size, weight);
    }
    lines.push_back(line);
    line = {next, next, 0};
    chance = next;
    used_at_chance = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = next_character(text, at);
    if (character == U'\n') {
      end_line(begin, used, at);
      used = 0;
      before = 0;
      continue;
    }
    if (before != 0 && begin > line.begin && may_break_between(before, character)) {
      chance = begin;
      used_at_chance = used;
    }
    const double advance = glyphs_->advance(character, size, weight);
    // Twice where what follows the break and may not be parted from this character is a line by itself.
    while (used + advance > width + kRounding && begin > line.begin && character != U' ') {
      if (chance > line.begin) {
        const double rest = used - used_at_chance;
        end_line(chance, used_at_chance, chance);
        used = rest;
      } else {
        end_line(begin, used, begin);
        lines.back().is_torn = true;
        used = 0;
      }
    }
    used += advance;
    before = character;
  }
  end_line(text.size(), used, text.size());
  return lines;
}

std::vector<TypeLine> Type::set_lines(std::string_view text, double width, double em, Weight weight) {
  auto lines = break_lines(text, width, em, weight);
  const auto begins_paragraph = [&](std::size_t i) { return i == 0 || text[lines[i].begin - 1] == '\n'; };
  const int size = static_cast<int>(std::lround(em));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (begins_paragraph(i) || (i + 1 < lines.size() && !begins_paragraph(i + 1))) continue;
    std::vector<SetCharacter> characters;
    std::size_t broken = 0;
    for (std::size_t at = lines[i - 1].begin; at < lines[i].end;) {
      const std::size_t begin = at;
      if (begin == lines[i].begin) broken = characters.size();
      const char32_t character = next_character(text, at);
      characters.push_back({character, begin, glyphs_->advance(character, size, weight)});
    }
    const std::size_t better = better_break({characters, broken, width, em, begins_paragraph(i - 1)});
    if (better == broken) continue;
    lines[i].begin = characters[better].begin;
    lines[i - 1].end = lines[i].begin;
    while (text[lines[i - 1].end - 1] == ' ') --lines[i - 1].end;
    for (const std::size_t changed : {i - 1, i}) {
      TypeLine& line = lines[changed];
      line.width = width_of(text.substr(line.begin, line.end - line.begin), em, weight);
    }
  }
  return lines;
}

Type::Setting Type::set(std::string_view text, int width, int height, const TypeStyle& style) {
  std::optional<Setting> torn;
  double em = std::round(style.em);
  const double least = style.least_em > 0 ? std::min(std::round(style.least_em), em) : em;
  for (;;) {
    auto lines = set_lines(text, width, em, style.weight);
    TypeFit fit;
    fit.em = em;
    fit.lines = static_cast<int>(lines.size());
    double widest = 0;
    for (const TypeLine& line : lines) widest = std::max(widest, line.width);
    fit.width = static_cast<int>(std::ceil(widest - kRounding));
    fit.height = static_cast<int>(std::ceil(em + (fit.lines - 1) * em * style.leading));
    fit.fits = fit.width <= width && (height <= 0 || fit.height <= height) &&
               (style.most_lines <= 0 || fit.lines <= style.most_lines);
    fit.tears = std::ranges::any_of(lines, &TypeLine::is_torn);
    if (fit.fits && !fit.tears) return {fit, std::move(lines)};
    if (fit.fits && !torn) torn = Setting{fit, lines};
    if (em <= least) return torn ? std::move(*torn) : Setting{fit, std::move(lines)};
    em = std::max(least, std::floor(em * kShrinkStep));
  }
}

TypeFit Type::measure(std::string_view text, int width, int height, const TypeStyle& style) {
  return set(text, width, height, style).fit;
}

TypeFit Type::draw(ImDrawList& list, std::string_view text, const Rectangle& box, const TypeStyle& style) {
  const auto [fit, lines] = set(text, box.width, box.height, style);
  double y = box.y;
  if (style.in_middle) y += std::max(0.0, (box.height - fit.height) / 2.0);
  const double step = fit.em * style.leading;
  std::size_t count = lines.size();
  if (style.most_lines > 0) count = std::min(count, static_cast<std::size_t>(style.most_lines));
  while (count > 1 && box.height > 0 &&
         y + static_cast<double>(count - 1) * step + fit.em > box.y + box.height + 1)
    --count;
  for (std::size_t i = 0; i < count; ++i) {
    const TypeLine& line = lines[i];
    std::string_view words = text.substr(line.begin, line.end - line.begin);
    const bool goes_on = i + 1 == count && count < lines.size();
    const double ellipsis = goes_on ? width_of(kEllipsis, fit.em, style.weight) : 0;
    if (goes_on) words = words.substr(0, length_before(ellipsis, words, box.width, fit.em, style.weight));
    const double line_width = goes_on ? width_of(words, fit.em, style.weight) + ellipsis : line.width;
    double x = box.x;
    if (style.align == Align::centre) x += (box.width - line_width) / 2;
    if (style.align == Align::right) x += box.width - line_width;
    x += draw_line(list, words, x, y, fit.em, style.weight, style.ink);
    if (goes_on) draw_line(list, kEllipsis, x, y, fit.em, style.weight, style.ink);
    y += step;
  }
  return fit;
}

std::size_t Type::length_before(double after, std::string_view line, double width, double em, Weight weight) {
  const int size = static_cast<int>(std::lround(em));
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size();) {
    after += glyphs_->advance(next_character(line, at), size, weight);
    if (after > width) break;
    end = at;
  }
  while (end > 0 && line[end - 1] == ' ') --end;
  return end;
}

double Type::outdent(std::string_view line, double em, Weight weight) {
  if (line.empty()) return 0;
  std::size_t at = 0;
  const char32_t first = next_character(line, at);
  if (may_end_line(first)) return 0;
  const double left = static_cast<double>(glyphs_->at(first, static_cast<int>(std::lround(em)), weight).left);
  return left > em * kBlankHalf ? left - em * kBlankLeft : 0;
}

double Type::draw_line(ImDrawList& list, std::string_view text, double x, double y, double em, Weight weight,
                       Rgb ink) {
  const int size = static_cast<int>(std::lround(em));
  const double baseline = std::round(y + kAscent * em);
  const ImU32 colour = IM_COL32((ink >> 16) & 255U, (ink >> 8) & 255U, ink & 255U, 255);
  const double begin = x - outdent(text, em, weight);
  double pen = begin;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    const Glyph& glyph = glyphs_->at(character, size, weight);
    if (glyph.width > 0) {
      const auto left = static_cast<float>(std::round(pen + static_cast<double>(glyph.left)));
      const float top = static_cast<float>(baseline) - glyph.top;
      list.PrimReserve(6, 4);
      list.PrimRectUV({left, top},
                      {left + static_cast<float>(glyph.width), top + static_cast<float>(glyph.height)},
                      {glyph.u0, glyph.v0}, {glyph.u1, glyph.v1}, colour);
    }
    pen += glyphs_->advance(character, size, weight);
  }
  return pen - x;
}

}  // namespace crier
