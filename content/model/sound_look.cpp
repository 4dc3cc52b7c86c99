// SPDX-License-Identifier: Apache-2.0
#include "content/model/sound_look.hpp"

#include <algorithm>

namespace crier {
namespace {

bool holds(const VolumeRule& rule, int minutes) {
  if (rule.from < rule.to) return rule.from <= minutes && minutes < rule.to;
  return minutes >= rule.from || minutes < rule.to;  // over midnight
}

}  // namespace

double level_at(const SoundLook& look, int minutes) {
  if (look.muted) return 0;
  const auto rule = std::find_if(look.rules.begin(), look.rules.end(),
                                 [minutes](const VolumeRule& each) { return holds(each, minutes); });
  return std::clamp(rule == look.rules.end() ? look.level : rule->level, 0.0, 1.0);
}

}  // namespace crier
