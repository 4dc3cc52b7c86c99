// SPDX-License-Identifier: Apache-2.0
// The last line of a paragraph: a character or two that stand there alone look like an accident (孤字), so
// the line above gives some of its own. Pure function; any thread.
#pragma once

#include <cstddef>
#include <span>

namespace crier {

struct SetCharacter {
  char32_t character = 0;
  std::size_t begin = 0;  // its first byte in the text
  double advance = 0;     // pixels
};

// A paragraph's last two lines as they were broken.
struct LastLines {
  std::span<const SetCharacter> characters;
  std::size_t broken = 0;  // which of them begins the last line
  double width = 0;        // of the box
  double em = 0;
  bool are_all = false;  // of the paragraph's lines
};

// Which character had better begin the last line; `broken` where all is well, or nothing better is to be had.
// Of a paragraph of two lines the better break is behind a mark at which a reader pauses.
std::size_t better_break(const LastLines& lines);

}  // namespace crier
