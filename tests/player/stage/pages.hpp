// SPDX-License-Identifier: Apache-2.0
// Pictures and layers that tests of zones make and look at.
#pragma once

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "player/scene/compositor.hpp"
#include "player/stage/artist.hpp"
#include "player/stage/screen_zone.hpp"

namespace crier {

// 2026-11-24T01:00:00Z.
inline constexpr WallTime kNine{std::chrono::seconds{1'795'482'000}};

inline Picture even(int width, int height, Rgb colour) {
  Picture picture = Picture::blank(width, height);
  Painter::fill({picture.writable_pixels(), picture.writable_stride(), width, height}, {0, 0, width, height},
                colour);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x)
      picture.writable_pixels()[y * picture.writable_stride() + x * 4 + 3] = 255;
  }
  return picture;
}

// A strip in which every column has a colour of its own: its number, from `first` on.
inline Picture columns(int width, int height, int first) {
  Picture picture = Picture::blank(width, height);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto colour = static_cast<std::uint32_t>(first + x) | 0xFF000000U;
      std::memcpy(picture.writable_pixels() + y * picture.writable_stride() + x * 4, &colour, 4);
    }
  }
  return picture;
}

// What a zone shows, drawn; pixels without alpha.
inline std::vector<Rgb> drawn(const ScreenZone& zone, int width, int height) {
  std::vector<Rgb> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  Composition composition;
  zone.add_layers(composition.layers);
  composition.damage.push_back({0, 0, width, height});
  Compositor().draw(composition, {reinterpret_cast<std::uint8_t*>(pixels.data()), width * 4, width, height});
  for (Rgb& pixel : pixels) pixel &= 0xFFFFFF;
  return pixels;
}

inline Page page(std::vector<Picture> tiles, WallTime begins, WallTime ends) {
  return {std::move(tiles), begins, ends};
}

template <class... Pictures>
std::vector<Picture> tiles(Pictures&&... pictures) {
  std::vector<Picture> all;
  (all.push_back(std::forward<Pictures>(pictures)), ...);
  return all;
}

}  // namespace crier
