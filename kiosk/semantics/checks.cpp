// SPDX-License-Identifier: Apache-2.0
#include "kiosk/semantics/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace crier {
namespace {

constexpr double kTarget = 20;       // mm, of what is pressed
constexpr double kLeastTarget = 12;  // of keys and candidates, which stand in rows
constexpr double kGap = 2;           // more made no difference: Colle and Hiszem tried 1 to 3 mm
constexpr double kLeastEm = 8.3;     // a capital of 6.1 mm: 0.7 degrees from 500 mm
constexpr double kLargeType = 9.5;   // em from which words count as large: 18 points at arm's length
constexpr double kReach = 620;

double channel(unsigned value) {
  const double part = value / 255.0;
  return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

bool stands_in_a_row(const Element& element) {
  return element.role == Role::key || element.role == Role::candidate;
}

// How far apart two are, along the axis on which they are apart; below 0 where they overlap.
double gap_between(const Rectangle& one, const Rectangle& other) {
  const int across = std::max(one.x, other.x) - std::min(one.right(), other.right());
  const int down = std::max(one.y, other.y) - std::min(one.bottom(), other.bottom());
  return std::max(across, down);
}

class Inspector {
 public:
  Inspector(const Registry& registry, const PanelLimits& limits) : registry_(registry), limits_(limits) {}

  std::vector<Finding> inspect() {
    std::set<std::string> ids;
    for (const Element& element : registry_.elements()) {
      if (!ids.insert(element.id).second)
        complain(Rule::unique_id, element, "WCAG 2.1 4.1.1", "another element has this id");
      inspect_words(element);
      inspect_place(element);
    }
    inspect_pairs();
    return std::move(findings_);
  }

 private:
  double mm(double pixels) const { return pixels / limits_.pixels_per_millimetre; }

  void complain(Rule rule, const Element& element, const char* clause, std::string message) {
    findings_.push_back({rule, element.id, clause, registry_.panel() + ": " + std::move(message)});
  }

  void inspect_words(const Element& element) {
    if (element.label.empty() && element.value.empty())
      complain(Rule::label, element, "WCAG 2.1 4.1.2", "it has no label");
    if (!element.fits) complain(Rule::fit, element, "EN 301 549 5.1.4", "its words do not fit");
    if (element.em <= 0) return;
    const double em = mm(element.em);
    if (em < kLeastEm - mm(0.5))
      complain(Rule::text_size, element, "EN 301 549 5.1.4", fmt::format("its words are {:.1f} mm", em));
    if (!element.enabled) return;  // WCAG leaves out what is inactive
    const double least = limits_.high_contrast ? 7 : em >= kLargeType ? 3 : 4.5;
    const double ratio = contrast_ratio(element.ink, element.ground);
    if (ratio < least)
      complain(Rule::contrast, element, limits_.high_contrast ? "WCAG 2.1 1.4.6" : "WCAG 2.1 1.4.3",
               fmt::format("contrast {:.2f}, at least {} is wanted", ratio, least));
  }

  void inspect_place(const Element& element) {
    if (!limits_.canvas.contains(element.place))
      complain(Rule::canvas, element, "WCAG 2.1 1.4.10", "it is not all on the screen");
    if (!can_be_pressed(element.role)) return;
    const double side = mm(std::min(element.place.width, element.place.height) + 1);
    const double least = stands_in_a_row(element) ? kLeastTarget : kTarget;
    if (side < least)
      complain(Rule::target_size, element, "WCAG 2.1 2.5.5",
               fmt::format("{:.1f} mm, at least {} mm are wanted", side, least));
    if (limits_.lower_reach && mm(limits_.canvas.bottom() - element.place.y - 1) > kReach)
      complain(Rule::reach, element, "EN 301 549 8.3.3", "it is above the lowest 620 mm");
  }

  void inspect_pairs() {
    std::vector<const Element*> targets;
    for (const Element& element : registry_.elements())
      if (can_be_pressed(element.role)) targets.push_back(&element);
    for (std::size_t i = 0; i < targets.size(); ++i) {
      for (std::size_t j = i + 1; j < targets.size(); ++j) {
        const double gap = gap_between(targets[i]->place, targets[j]->place);
        const bool in_row = stands_in_a_row(*targets[i]) && stands_in_a_row(*targets[j]);
        if (gap < 0) {
          complain(Rule::overlap, *targets[i], "WCAG 2.2 2.5.8", "it lies over " + targets[j]->id);
        } else if (!in_row && mm(gap + 1) < kGap) {
          // Keys meet in the middle of the gap that is seen, so that no touch falls between them.
          complain(Rule::gap, *targets[i], "Colle & Hiszem 2004",
                   fmt::format("{:.1f} mm from {}", mm(gap), targets[j]->id));
        }
      }
    }
  }

  const Registry& registry_;
  const PanelLimits& limits_;
  std::vector<Finding> findings_;
};

}  // namespace

double relative_luminance(Rgb colour) {
  return 0.2126 * channel((colour >> 16) & 255U) + 0.7152 * channel((colour >> 8) & 255U) +
         0.0722 * channel(colour & 255U);
}

double contrast_ratio(Rgb one, Rgb other) {
  const double a = relative_luminance(one);
  const double b = relative_luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

std::vector<Finding> check(const Registry& registry, const PanelLimits& limits) {
  return Inspector(registry, limits).inspect();
}

}  // namespace crier
