// SPDX-License-Identifier: Apache-2.0
#include "player/captions/plain_block.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace crier {
namespace {

constexpr double kMargin = 0.05;
// A Chinese character's width as a part of the canvas's height and, where it stands upright, of its width.
constexpr double kFirstOfHeight = 1.0 / 18;
constexpr double kFirstOfWidth = 1.0 / 16;
constexpr double kSecondOfFirst = 18.0 / 26;
constexpr double kMostEms = 26;         // in a line: longer ones are slow to read
constexpr double kPadding = 0.6;        // ems between the text and the edge of its panel
constexpr double kNaturalLine = 1.448;  // ems: the fonts' ascent and descent, by which libass counts sizes
constexpr int kMostLines = 8;

// The shapes of characters differ by region; Latin ones are the same in all.
std::string family_for(std::string_view language) {
  if (language.starts_with("zh-Hant") || language.starts_with("zh-TW")) return "Noto Sans CJK TC";
  if (language.starts_with("zh-HK") || language.starts_with("zh-MO")) return "Noto Sans CJK HK";
  if (language.starts_with("ja")) return "Noto Sans CJK JP";
  if (language.starts_with("ko")) return "Noto Sans CJK KR";
  return "Noto Sans CJK SC";
}

std::string first_lines(const std::string& text, int most) {
  std::size_t end = 0;
  for (int i = 0; i < most; ++i) {
    end = text.find('\n', end);
    if (end == std::string::npos) return text;
    ++end;
  }
  return text.substr(0, end - 1) + "…";
}

// Braces and backslashes mean something to libass; a word joiner behind a backslash keeps it from that.
std::string as_ass_text(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n') {
      escaped += "\\N";
    } else if (c == '\\') {
      escaped += "\\\u2060";
    } else {
      if (c == '{' || c == '}') escaped += '\\';
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace

double PlainSetter::em(CaptionRank rank) const {
  const double first = std::min(stage_.height() * kFirstOfHeight, stage_.width() * kFirstOfWidth);
  return std::max(1.0, rank == CaptionRank::first ? first : first * kSecondOfFirst);
}

int PlainSetter::horizontal_margin() const {
  return static_cast<int>(std::lround(stage_.width() * kMargin));
}

int PlainSetter::vertical_margin() const {
  return static_cast<int>(std::lround(stage_.height() * kMargin));
}

PlainBlock PlainSetter::set(const std::string& text, const BlockStyle& style) {
  PlainBlock block;
  block.em = em(style.rank);
  const std::string family = family_for(style.language);
  const int side_margin = horizontal_margin() + static_cast<int>(std::lround(block.em * kPadding));
  const double width = std::max(block.em, std::min(stage_.width() - 2.0 * side_margin, block.em * kMostEms));
  const std::string lines =
      first_lines(breaker_.broken(text, {family, block.em, width, style.language}), kMostLines);
  const int alignment = style.side == CaptionSide::left ? 1 : style.side == CaptionSide::right ? 3 : 2;
  const AssTrackHandle track = stage_.read(fmt::format(
      "[Script Info]\nScriptType: v4.00+\nPlayResX: {}\nPlayResY: {}\nWrapStyle: 2\nScaledBorderAndShadow: "
      "yes\n\n"
      "[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, "
      "BackColour, "
      "Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, "
      "Alignment, "
      "MarginL, MarginR, MarginV, Encoding\n"
      "Style: "
      "Plain,{},{:.2f},&H00FFFFFF,&H00FFFFFF,&H50100A06,&H00000000,-1,0,0,0,100,100,0,0,1,{:.2f},0,{},{},{},"
      "0,"
      "1\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
      "Dialogue: 0,0:00:00.00,9:00:00.00,Plain,,0,0,0,,{}\n",
      stage_.width(), stage_.height(), family, block.em * kNaturalLine, block.em * 0.035, alignment,
      side_margin, side_margin, as_ass_text(lines)));
  if (!track) return block;
  block.stamps = stage_.render(*track, Nanoseconds{0}).value_or(std::vector<Stamp>());
  block.ink = bounds_of(block.stamps);
  const auto count = static_cast<double>(std::count(lines.begin(), lines.end(), '\n') + 1);
  const int height = static_cast<int>(std::lround(count * block.em * kNaturalLine));
  block.lines = {block.ink.x, stage_.height() - height, block.ink.width, height};
  if (style.side == CaptionSide::centre) {
    // Brackets and full stops have their ink in one half: the panel stands in the middle all the same.
    const int left = std::min(block.ink.x, stage_.width() - (block.ink.x + block.ink.width));
    block.lines.x = left;
    block.lines.width = stage_.width() - 2 * left;
  }
  return block;
}

}  // namespace crier
