// SPDX-License-Identifier: Apache-2.0
// GlyphCache: the fonts' glyphs, made when they are first seen and kept on one page of ImGui's atlas. What is
// on it tells what was written, so it can be wiped. Lengths are pixels. The visit's thread only.
#pragma once

#include <memory>

#include "config/result.hpp"
#include "kiosk/look/mode.hpp"
#include "player/scene/geometry.hpp"

struct ImFontAtlas;

namespace crier {

enum class Weight { regular, bold };

struct Glyph {
  float left = 0;  // of the bitmap, from the pen
  float top = 0;   // of the bitmap, above the baseline
  int width = 0;   // 0: nothing is to be drawn
  int height = 0;
  float u0 = 0, v0 = 0, u1 = 0, v1 = 0;  // where it stands in the atlas
};

class GlyphCache {
 public:
  // Reads the fonts and joins a page to `atlas`, which nobody has built yet. Errors: not_found names the
  // package of the fonts.
  static Result<std::unique_ptr<GlyphCache>> open(ImFontAtlas& atlas);
  ~GlyphCache();

  void set_language(Language language);  // chooses the characters' shapes
  bool has(char32_t character) const;

  // How far the pen moves on. Takes no place on the page: words are measured at many sizes and drawn at one.
  double advance(char32_t character, int em, Weight weight);

  // Good until the page is cleared.
  const Glyph& at(char32_t character, int em, Weight weight);

  // The part of the atlas that is new since the last call; empty: none. The pixels are the atlas's own.
  Rectangle take_new();

  // The page is full: some glyphs that were asked for since are missing.
  bool has_overflowed() const;

  // True once after the page was full, and is now cleared, or was wiped.
  bool take_overflow();

  void wipe();

 private:
  struct State;
  explicit GlyphCache(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace crier
