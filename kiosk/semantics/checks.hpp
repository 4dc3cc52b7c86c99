// SPDX-License-Identifier: Apache-2.0
// Checks a panel's list against the rules of accessibility that can be computed: contrast, sizes, gaps,
// reach. Each finding names the clause it comes from. Pure functions; any thread.
#pragma once

#include <string>
#include <vector>

#include "kiosk/semantics/registry.hpp"

namespace crier {

struct PanelLimits {
  double pixels_per_millimetre = 1080 / 268.0;  // of the canvas on the panel: 21.5 inches, portrait
  Rectangle canvas{0, 0, 1080, 1920};
  bool high_contrast = false;  // 7:1 for all words
  bool lower_reach = false;    // everything that can be pressed is within the lowest 620 mm
};

enum class Rule {
  contrast,
  text_size,
  target_size,
  gap,
  overlap,
  fit,
  label,
  unique_id,
  canvas,
  reach,
};

struct Finding {
  Rule rule = Rule::contrast;
  std::string id;       // of the element, or of the first of two
  std::string clause;   // "WCAG 2.1 1.4.3"
  std::string message;  // a full clause with figures
};

// Nothing where all is well. Pixels are allowed one of rounding.
std::vector<Finding> check(const Registry& registry, const PanelLimits& limits);

// The relative luminance of WCAG 2.1, 0 to 1, and the ratio of two colours, 1 to 21.
double relative_luminance(Rgb colour);
double contrast_ratio(Rgb one, Rgb other);

}  // namespace crier
