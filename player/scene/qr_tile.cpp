// SPDX-License-Identifier: Apache-2.0
#include "player/scene/qr_tile.hpp"

#include <cairo.h>
#include <fmt/format.h>
#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "player/scene/set_text.hpp"

namespace crier {
namespace {

constexpr int kQuietZone = 4;             // modules, ISO/IEC 18004 clause 5.3.8
constexpr int kLeastModule = 2;           // pixels
constexpr double kTileMargin = 0.05;      // of the shorter side
constexpr double kWordsSize = 0.075;      // of the width
constexpr double kOtherWordsSize = 0.74;  // to the first words
constexpr double kWideZone = 1.5;         // width to height, from which the words stand beside the code
constexpr double kBesideSize = 0.11;      // of the height
constexpr double kTileGap = 0.6;          // ems of the words
constexpr double kTileLineHeight = 1.4;
constexpr Colour kDark = colour(0x0b1833);
constexpr Colour kLight = colour(0xffffff);

struct CodeDeleter {
  void operator()(QRcode* code) const noexcept { QRcode_free(code); }
};
using Code = std::unique_ptr<QRcode, CodeDeleter>;

std::vector<SetText> set_words(const std::vector<std::pair<std::string, std::string>>& words, double size,
                               double width, TextAlignment alignment, const SheetStyle& style) {
  std::vector<SetText> set;
  for (const auto& [language, text] : words) {
    if (text.empty()) continue;
    const bool is_first = set.empty();
    TextStyle look;
    look.language = language;
    look.size = is_first ? size : std::max(style.least_size, size * kOtherWordsSize);
    look.weight = is_first ? TextWeight::bold : TextWeight::normal;
    look.ink = is_first ? style.ink : style.quiet;
    look.alignment = alignment;
    look.width = width;
    look.line_height = kTileLineHeight;
    set.emplace_back(text, look, style.halo);
  }
  return set;
}

void draw_modules(Sheet& sheet, const QRcode& code, int module, int x, int y) {
  cairo_t* const cairo = sheet.cairo();
  cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
  for (int row = 0; row < code.width; ++row) {
    for (int column = 0; column < code.width; ++column) {
      const bool is_dark = (code.data[row * code.width + column] & 1) != 0;
      if (is_dark) cairo_rectangle(cairo, x + column * module, y + row * module, module, module);
    }
  }
  cairo_set_source_rgb(cairo, kDark.red, kDark.green, kDark.blue);
  cairo_fill(cairo);
  cairo_set_antialias(cairo, CAIRO_ANTIALIAS_DEFAULT);
}

}  // namespace

Result<Picture> draw_qr(const std::string& code,
                        const std::vector<std::pair<std::string, std::string>>& words, int width, int height,
                        const SheetStyle& style) {
  if (code.empty()) return fail(ErrorCode::invalid_argument, "the QR code says nothing; give it a text");
  const Code encoded(QRcode_encodeData(static_cast<int>(code.size()),
                                       reinterpret_cast<const unsigned char*>(code.data()), 0, QR_ECLEVEL_M));
  if (!encoded) {
    return fail(ErrorCode::limit,
                fmt::format("the QR code's text has {} bytes, more than the 2331 that one holds; shorten it",
                            code.size()));
  }
  const double margin = std::round(std::min(width, height) * kTileMargin);
  const bool is_beside = width > kWideZone * height && !words.empty();
  const double wide = std::max(1.0, width - 2 * margin);
  const double high = std::max(1.0, height - 2 * margin);
  double size = std::max(style.least_size, is_beside ? high * kBesideSize : wide * kWordsSize);
  if (style.size > 0) size = style.size;
  const double gap = words.empty() ? 0 : size * kTileGap;
  const double words_width = is_beside ? std::max(1.0, wide - high - gap) : wide;
  const std::vector<SetText> lines =
      set_words(words, size, words_width, is_beside ? TextAlignment::left : TextAlignment::centre, style);
  double words_height = 0;
  for (const SetText& line : lines) words_height += line.height();
  const double side = is_beside ? high : std::min(wide, high - words_height - gap);
  const int modules = encoded->width + 2 * kQuietZone;
  const int module = static_cast<int>(side) / modules;
  if (module < kLeastModule) {
    return fail(ErrorCode::limit,
                fmt::format("the QR code has {} modules a side, too many for {}x{} pixels; give it a larger "
                            "zone, a shorter text or fewer words",
                            modules, width, height));
  }
  const int tile = module * modules;
  Sheet sheet(width, height);
  lay_ground(sheet, style);
  double longest = 0;
  for (const SetText& line : lines) longest = std::max(longest, line.width());
  const double across = is_beside ? tile + gap + longest : tile;
  const double down = is_beside ? tile : tile + gap + words_height;
  const int x = static_cast<int>(std::round((width - across) / 2));
  const int y = static_cast<int>(std::round((height - down) / 2));
  sheet.fill_rounded(x, y, tile, tile, module * 1.5, kLight);
  draw_modules(sheet, *encoded, module, x + kQuietZone * module, y + kQuietZone * module);
  double words_y = is_beside ? (height - words_height) / 2 : y + tile + gap;
  for (const SetText& line : lines) {
    line.draw(sheet, is_beside ? x + tile + gap : margin, words_y);
    words_y += line.height();
  }
  return std::move(sheet).take();
}

}  // namespace crier
