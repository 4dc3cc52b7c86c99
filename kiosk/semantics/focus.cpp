// SPDX-License-Identifier: Apache-2.0
#include "kiosk/semantics/focus.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <vector>

namespace crier {
namespace {

bool takes_focus(const Element& element) {
  return can_be_pressed(element.role) && element.enabled;
}

std::vector<std::size_t> stops(const Registry& registry) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < registry.elements().size(); ++i)
    if (takes_focus(registry.elements()[i])) found.push_back(i);
  return found;
}

struct Centre {
  double x;
  double y;
};

Centre centre(const Rectangle& place) {
  return {place.x + place.width / 2.0, place.y + place.height / 2.0};
}

// How far above or below, where being beside counts twice; none where it is not that way.
std::optional<double> distance(const Rectangle& from, const Rectangle& to, PadKey arrow) {
  constexpr int kOverlap = 2;  // pixels by which neighbours may reach into each other
  const bool is_up = arrow == PadKey::up;
  const int between = is_up ? from.y - to.bottom() : to.y - from.bottom();
  const double along = is_up ? centre(from).y - centre(to).y : centre(to).y - centre(from).y;
  if (between < -kOverlap || along <= 0) return std::nullopt;
  return along + 2.0 * std::max({0, from.x - to.right(), to.x - from.right()});
}

}  // namespace

std::size_t next_focus(const Registry& registry, std::size_t from, PadKey arrow) {
  const auto all = stops(registry);
  if (all.empty()) return from;
  if (arrow == PadKey::right) {
    const auto after = std::ranges::upper_bound(all, from);
    return after == all.end() ? all.front() : *after;
  }
  if (arrow == PadKey::left) {
    const auto here = std::ranges::lower_bound(all, from);
    return here == all.begin() ? all.back() : *std::prev(here);
  }
  if (arrow != PadKey::up && arrow != PadKey::down) return from;
  std::size_t best = from;
  double least = std::numeric_limits<double>::max();
  for (const std::size_t other : all) {
    if (other == from) continue;
    const auto away = distance(registry.elements()[from].place, registry.elements()[other].place, arrow);
    if (away && *away < least) {
      least = *away;
      best = other;
    }
  }
  return best;
}

void Focus::settle(const Element& element, const Registry& registry) {
  id_ = element.id;
  place_ = element.place;
  panel_ = registry.panel();
}

bool Focus::follow(const Registry& registry) {
  const auto all = stops(registry);
  if (all.empty()) {
    id_.clear();
    return false;
  }
  const bool is_other_panel = panel_ != registry.panel();
  if (!is_other_panel) {
    if (const Element* const same = registry.find(id_); same != nullptr && takes_focus(*same)) {
      place_ = same->place;
      return false;
    }
  }
  std::size_t best = all.front();
  if (!is_other_panel && !id_.empty()) {
    double least = std::numeric_limits<double>::max();
    for (const std::size_t i : all) {
      const Centre there = centre(registry.elements()[i].place);
      const Centre here = centre(place_);
      const double away = std::hypot(there.x - here.x, there.y - here.y);
      if (away < least) {
        least = away;
        best = i;
      }
    }
  }
  settle(registry.elements()[best], registry);
  return true;
}

void Focus::put(const std::string& id, const Registry& registry) {
  if (const Element* const element = registry.find(id)) settle(*element, registry);
}

FocusOutcome Focus::key(PadKey key, int digit, const Registry& registry) {
  if (key == PadKey::back) return {FocusAct::back, {}, 0};
  if (key == PadKey::erase) return {FocusAct::erase, {}, 0};
  if (key == PadKey::digit) return {FocusAct::digit, {}, digit};
  follow(registry);
  if (id_.empty()) return {};
  if (!is_visible_) {
    is_visible_ = true;
    return {FocusAct::moved, id_, 0};
  }
  if (key == PadKey::select) return {FocusAct::press, id_, 0};
  const auto& elements = registry.elements();
  const auto here = std::ranges::find(elements, id_, &Element::id);
  const auto from = static_cast<std::size_t>(here - elements.begin());
  const std::size_t to = next_focus(registry, from, key);
  if (to == from) return {};
  settle(elements[to], registry);
  return {FocusAct::moved, id_, 0};
}

}  // namespace crier
