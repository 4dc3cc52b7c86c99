// SPDX-License-Identifier: Apache-2.0
// Brush: shapes on ImGui's draw list: cards with soft shadows, pills, gradients, line icons, QR codes and
// pictures. Lengths are pixels. The visit's thread only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "kiosk/look/icons.hpp"
#include "player/scene/geometry.hpp"

struct ImDrawList;
struct ImFontAtlas;

namespace crier {

class Brush {
 public:
  // Joins the shadow's tile to `atlas`, which nobody has built yet.
  explicit Brush(ImFontAtlas& atlas);
  ~Brush();
  Brush(const Brush&) = delete;
  Brush& operator=(const Brush&) = delete;

  // Draws the tile; once, after the atlas was built and before its texture is made.
  void paint_tile();

  void begin(ImDrawList& list) { list_ = &list; }
  ImDrawList& list() const { return *list_; }

  void fill(const Rectangle& place, Rgb colour, double radius = 0, double alpha = 1);
  void gradient(const Rectangle& place, Rgb from, Rgb to, double radius = 0);  // left top to right bottom
  void outline(const Rectangle& place, Rgb colour, double thickness, double radius);
  void shadow(const Rectangle& place, double blur, double alpha);
  void circle(double x, double y, double radius, Rgb colour, double alpha = 1);
  void ring(double x, double y, double radius, double thickness, Rgb colour, double alpha);
  void line(double x1, double y1, double x2, double y2, double thickness, Rgb colour);
  void icon(Icon icon, const Rectangle& place, Rgb colour);

  // Dark on light, with its quiet zone; false where the text is too long.
  bool qr(const std::string& text, const Rectangle& place);

  // The file's picture fitted into the place, cut to it where `covers`; read once and kept. False where it
  // cannot be shown.
  bool picture(const std::filesystem::path& file, const Rectangle& place, bool covers);

  // Width over height of that picture; 0 where it cannot be shown.
  double proportions(const std::filesystem::path& file);

 private:
  struct Texture;
  Texture* texture(const std::filesystem::path& file);

  ImFontAtlas& atlas_;
  int tile_ = 0;  // the atlas's rectangle for the shadow
  ImDrawList* list_ = nullptr;
  std::map<std::string, std::unique_ptr<Texture>> textures_;
};

}  // namespace crier
