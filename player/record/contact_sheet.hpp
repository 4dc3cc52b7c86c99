// SPDX-License-Identifier: Apache-2.0
// ContactSheet: one page that shows what a screen will show: a small picture for each item, with its time,
// its name and why it is on. Lengths on the page are its own; frames may have any size. One thread at a time,
// away from the main one: it scales and draws text.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "player/media/picture.hpp"
#include "player/scene/painter.hpp"

namespace crier {

class ContactSheet {
 public:
  // As many as anyone looks through; what comes after is counted, and the page says so.
  static constexpr std::size_t kMostTiles = 200;

  // `title`: the screen and the time it is about.
  explicit ContactSheet(std::string title);

  // Shown in the order added, in four columns, or in six where the first frame stands upright.
  void add(const Canvas& frame, std::string time, std::string medium, std::string reason);

  // A PNG; it appears under its name once it is whole.
  Result<void> write(const std::filesystem::path& file) const;

 private:
  struct Tile {
    Picture frame;  // as small as it is shown
    std::string time;
    std::string medium;
    std::string reason;
  };

  std::string title_;
  std::vector<Tile> tiles_;
  std::size_t left_out_ = 0;
  bool is_upright_ = false;
};

}  // namespace crier
