// SPDX-License-Identifier: Apache-2.0
// What a screen shows at a moment: a workspace in a folder that vanishes with the test, played by the
// program's own playout, stage and compositor as a recording plays it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/model/office.hpp"
#include "player/media/picture.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {

struct ScreenSize {
  int width = 640;
  int height = 360;
  const char* name = "landscape";  // as goldens are named
};
inline constexpr ScreenSize kLandscape{640, 360, "landscape"};
inline constexpr ScreenSize kPortrait{360, 640, "portrait"};

class SampleScreen {
 public:
  // With office.toml and screens.toml, one screen, and one channel whose file says `channel`. `languages`:
  // those of the office, as TOML writes a list.
  explicit SampleScreen(const std::string& channel, const std::string& languages = "[\"zh\", \"en\"]");

  void write(std::string_view name, std::string_view text) const { write_file(folder_ / name, text); }

  // A still in media/NAME.png, or a film in media/NAME.mp4: a landscape of flat colours in which a square
  // moves to the right. `colour` as ffmpeg writes it.
  void add_still(const std::string& name, const std::string& colour, int width, int height) const;
  void add_film(const std::string& name, const std::string& colour) const;

  // The first moment after `from` at which a turn of that medium begins. Fails the test where there is none.
  WallTime beginning_of(const std::string& medium, WallTime from) const;

  // What is on the screen at each of the moments, which ascend, when it is played from `from` on. Fails the
  // test, and returns fewer, where the screen cannot be played.
  std::vector<Picture> at(const ScreenSize& size, WallTime from, const std::vector<WallTime>& moments) const;

 private:
  TemporaryFolder folder_;
};

}  // namespace crier
