// SPDX-License-Identifier: Apache-2.0
// Mode: how a visit wants its panels: language, type, contrast and reach. Plain values; any thread.
#pragma once

namespace crier {

enum class Language { simplified, traditional, english };
enum class TextSize { standard, large };  // large: 1.5 times
enum class Contrast { normal, high };     // high: every text at least 7:1

struct Mode {
  Language language = Language::simplified;
  TextSize text_size = TextSize::standard;
  Contrast contrast = Contrast::normal;
  bool lower_reach = false;  // all controls in the lowest 620 mm

  bool operator==(const Mode&) const = default;
};

}  // namespace crier
