// SPDX-License-Identifier: Apache-2.0
// Words whose characters are read otherwise than Unicode's usual readings say, and signs. Data; any thread.
#pragma once

#include <span>
#include <string_view>

namespace crier {

struct SpokenWord {
  std::string_view word;    // simplified characters, UTF-8
  std::string_view spoken;  // pinyin with the tone as a figure, none for the neutral one; or a pause
};

// In no order. Single characters are the readings that hold where no longer word is found.
std::span<const SpokenWord> spoken_words();

// The longest of them that `text` begins with; null: none.
const SpokenWord* spoken_word_at(std::string_view text);

}  // namespace crier
