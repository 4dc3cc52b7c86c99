// SPDX-License-Identifier: Apache-2.0
// LineBreaker: parts long lines as Unicode says (UAX #14), which libass as Debian builds it cannot: it knows
// spaces only, and Chinese has none. Internal to player/captions; one thread at a time.
#pragma once

#include <memory>
#include <string>

using PangoFontMap = struct _PangoFontMap;

namespace crier {

struct LineStyle {
  std::string family;
  double em = 48;       // pixels
  double width = 1000;  // pixels; no line is longer
  std::string language = "zh";
};

class LineBreaker {
 public:
  LineBreaker();

  // `text` with as few lines as fit the width, about equally long, that end behind punctuation where they
  // can.
  std::string broken(const std::string& text, const LineStyle& style) const;

 private:
  struct Deleter {
    void operator()(PangoFontMap* fonts) const noexcept;
  };

  // Its own: Pango's default one belongs to a thread.
  std::unique_ptr<PangoFontMap, Deleter> fonts_;
};

}  // namespace crier
