// SPDX-License-Identifier: Apache-2.0
// The five keys of a pad on any panel: where they lead, and that they lead everywhere.
#include "kiosk/semantics/focus.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <queue>
#include <set>
#include <string>
#include <vector>

namespace crier {
namespace {

constexpr PadKey kArrows[] = {PadKey::up, PadKey::down, PadKey::left, PadKey::right};

Element stop(const std::string& id, const Rectangle& place, bool enabled = true) {
  Element element;
  element.id = id;
  element.role = Role::button;
  element.label = id;
  element.place = place;
  element.enabled = enabled;
  return element;
}

Element heading(const std::string& id) {
  Element element = stop(id, {0, 0, 1000, 80});
  element.role = Role::heading;
  return element;
}

Registry panel(const std::vector<Element>& elements, const std::string& name = "home") {
  Registry registry;
  registry.begin(name);
  for (const Element& element : elements) registry.add(element);
  return registry;
}

// "r0c0", "r0c1", ...
Registry grid(int rows, int columns) {
  std::vector<Element> elements{heading("title")};
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      elements.push_back(stop("r" + std::to_string(row) + "c" + std::to_string(column),
                              {column * 220, 100 + row * 220, 200, 200}));
  return panel(elements);
}

// A focus that is shown and on that element.
Focus focus_on(const std::string& id, const Registry& registry) {
  Focus focus;
  focus.put(id, registry);
  focus.key(PadKey::right, 0, registry);  // only shows it
  return focus;
}

std::string after(const std::string& from, PadKey arrow, const Registry& registry) {
  Focus focus = focus_on(from, registry);
  focus.key(arrow, 0, registry);
  return focus.id();
}

std::set<std::size_t> reachable_from(std::size_t start, const Registry& registry,
                                     const std::vector<PadKey>& arrows) {
  std::set<std::size_t> seen{start};
  std::queue<std::size_t> open({start});
  while (!open.empty()) {
    const std::size_t here = open.front();
    open.pop();
    for (const PadKey arrow : arrows) {
      const std::size_t next = next_focus(registry, here, arrow);
      if (seen.insert(next).second) open.push(next);
    }
  }
  return seen;
}

std::set<std::size_t> stops_of(const Registry& registry) {
  std::set<std::size_t> stops;
  for (std::size_t i = 0; i < registry.elements().size(); ++i)
    if (can_be_pressed(registry.elements()[i].role) && registry.elements()[i].enabled) stops.insert(i);
  return stops;
}

void expect_all_reachable(const Registry& registry) {
  const auto stops = stops_of(registry);
  for (const std::size_t from : stops)
    EXPECT_EQ(reachable_from(from, registry, {std::begin(kArrows), std::end(kArrows)}), stops) << from;
}

TEST(NextFocus, walks_a_grid_as_it_is_seen) {
  const Registry registry = grid(3, 3);
  const struct {
    const char* from;
    PadKey arrow;
    const char* to;
  } kRows[] = {
      {"r0c0", PadKey::right, "r0c1"}, {"r0c2", PadKey::right, "r1c0"}, {"r2c2", PadKey::right, "r0c0"},
      {"r0c1", PadKey::left, "r0c0"},  {"r1c0", PadKey::left, "r0c2"},  {"r0c0", PadKey::left, "r2c2"},
      {"r0c1", PadKey::down, "r1c1"},  {"r1c2", PadKey::down, "r2c2"},  {"r2c0", PadKey::down, "r2c0"},
      {"r2c1", PadKey::up, "r1c1"},    {"r1c0", PadKey::up, "r0c0"},    {"r0c2", PadKey::up, "r0c2"},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(after(row.from, row.arrow, registry), row.to) << row.from << " " << static_cast<int>(row.arrow);
  expect_all_reachable(registry);
}

TEST(NextFocus, leaps_to_the_nearest_on_ragged_layouts) {
  // A wide one above three, beside a tall one; a lone one in a corner.
  const Registry registry = panel({stop("wide", {0, 0, 640, 200}), stop("one", {0, 220, 200, 200}),
                                   stop("two", {220, 220, 200, 200}), stop("three", {440, 220, 200, 200}),
                                   stop("tall", {660, 0, 200, 420}), stop("corner", {900, 700, 100, 100})});
  const struct {
    const char* from;
    PadKey arrow;
    const char* to;
  } kRows[] = {
      {"one", PadKey::up, "wide"},      {"three", PadKey::up, "wide"},     {"corner", PadKey::up, "tall"},
      {"tall", PadKey::up, "tall"},     {"tall", PadKey::down, "corner"},  {"three", PadKey::down, "corner"},
      {"wide", PadKey::left, "corner"}, {"corner", PadKey::right, "wide"},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(after(row.from, row.arrow, registry), row.to) << row.from << " " << static_cast<int>(row.arrow);
  const std::string below = after("wide", PadKey::down, registry);
  EXPECT_TRUE(below == "one" || below == "two" || below == "three") << below;
  expect_all_reachable(registry);
}

TEST(NextFocus, passes_over_what_is_disabled_or_only_read) {
  const Registry registry = panel({heading("title"), stop("a", {0, 100, 200, 200}),
                                   stop("off", {0, 320, 200, 200}, false), stop("b", {0, 540, 200, 200})});
  EXPECT_EQ(after("a", PadKey::right, registry), "b");
  EXPECT_EQ(after("a", PadKey::down, registry), "b");
  EXPECT_EQ(after("b", PadKey::right, registry), "a");
  EXPECT_EQ(next_focus(registry, 0, PadKey::right), 1U) << "from a heading to what follows it";
  EXPECT_EQ(next_focus(registry, 0, PadKey::left), 3U);
  EXPECT_EQ(next_focus(registry, 2, PadKey::right), 3U);
  EXPECT_EQ(next_focus(registry, 2, PadKey::left), 1U);
}

TEST(NextFocus, stays_where_nothing_else_is) {
  const Registry one = panel({heading("title"), stop("a", {0, 100, 200, 200})});
  const Registry none = panel({heading("title")});
  for (const PadKey arrow : kArrows) {
    EXPECT_EQ(next_focus(one, 1, arrow), 1U);
    EXPECT_EQ(next_focus(none, 0, arrow), 0U);
  }
}

TEST(NextFocus, means_arrows_only) {
  const Registry registry = grid(2, 2);
  for (const PadKey key : {PadKey::select, PadKey::back, PadKey::erase, PadKey::digit})
    EXPECT_EQ(next_focus(registry, 1, key), 1U);
}

Registry random_panel() {
  const int count = *rc::gen::inRange(1, 25);
  std::vector<Element> elements;
  for (int i = 0; i < count; ++i) {
    Element element = stop(std::to_string(i), {*rc::gen::inRange(0, 900), *rc::gen::inRange(0, 1800),
                                               *rc::gen::inRange(1, 300), *rc::gen::inRange(1, 300)});
    element.enabled = *rc::gen::inRange(0, 6) != 0;
    element.role = *rc::gen::element(Role::button, Role::key, Role::tab, Role::field, Role::toggle,
                                     Role::candidate, Role::text, Role::heading);
    elements.push_back(element);
  }
  return panel(elements);
}

TEST(NextFocus, reaches_everything_from_everywhere_on_any_layout) {
  EXPECT_TRUE(rc::check([] {
    const Registry registry = random_panel();
    const auto stops = stops_of(registry);
    for (const std::size_t from : stops) {
      RC_ASSERT(reachable_from(from, registry, {PadKey::right}) == stops);
      RC_ASSERT(reachable_from(from, registry, {PadKey::left}) == stops);
      RC_ASSERT(next_focus(registry, next_focus(registry, from, PadKey::right), PadKey::left) == from);
    }
  }));
}

TEST(NextFocus, goes_up_only_upwards_and_down_only_downwards_on_any_layout) {
  EXPECT_TRUE(rc::check([] {
    const Registry registry = random_panel();
    const auto stops = stops_of(registry);
    for (const std::size_t from : stops) {
      const Rectangle here = registry.elements()[from].place;
      const std::size_t up = next_focus(registry, from, PadKey::up);
      const std::size_t down = next_focus(registry, from, PadKey::down);
      RC_ASSERT(stops.contains(up) && stops.contains(down));
      RC_ASSERT(up == from || registry.elements()[up].place.bottom() <= here.y + 2);
      RC_ASSERT(down == from || registry.elements()[down].place.y >= here.bottom() - 2);
      // Nothing stands still while something lies plainly that way.
      for (const std::size_t other : stops) {
        if (registry.elements()[other].place.bottom() <= here.y) RC_ASSERT(up != from);
        if (registry.elements()[other].place.y >= here.bottom()) RC_ASSERT(down != from);
      }
    }
  }));
}

TEST(Focus, only_shows_itself_at_the_first_key) {
  const Registry registry = grid(2, 2);
  for (const PadKey key : {PadKey::up, PadKey::down, PadKey::left, PadKey::right, PadKey::select}) {
    Focus focus;
    EXPECT_FALSE(focus.is_visible());
    const FocusOutcome first = focus.key(key, 0, registry);
    EXPECT_EQ(first.act, FocusAct::moved) << "it is to be said";
    EXPECT_EQ(first.id, "r0c0");
    EXPECT_TRUE(focus.is_visible());
    focus.hide();
    EXPECT_FALSE(focus.is_visible());
    EXPECT_EQ(focus.key(key, 0, registry).id, "r0c0") << "where it was";
    EXPECT_TRUE(focus.is_visible());
  }
}

TEST(Focus, does_what_each_key_means) {
  const Registry registry = grid(2, 2);
  const struct {
    PadKey key;
    int digit;
    FocusAct act;
    const char* id;
  } kRows[] = {
      {PadKey::select, 0, FocusAct::press, "r0c0"}, {PadKey::right, 0, FocusAct::moved, "r0c1"},
      {PadKey::left, 0, FocusAct::moved, "r1c1"},   {PadKey::down, 0, FocusAct::moved, "r1c0"},
      {PadKey::up, 0, FocusAct::nothing, ""},       {PadKey::back, 0, FocusAct::back, ""},
      {PadKey::erase, 0, FocusAct::erase, ""},      {PadKey::digit, 7, FocusAct::digit, ""},
  };
  for (const auto& row : kRows) {
    Focus focus = focus_on("r0c0", registry);
    const FocusOutcome outcome = focus.key(row.key, row.digit, registry);
    EXPECT_EQ(outcome.act, row.act) << static_cast<int>(row.key);
    EXPECT_EQ(outcome.id, row.id) << static_cast<int>(row.key);
    EXPECT_EQ(outcome.digit, row.digit);
  }
}

TEST(Focus, goes_back_erases_and_writes_also_while_it_is_hidden) {
  const Registry registry = grid(2, 2);
  Focus focus;
  EXPECT_EQ(focus.key(PadKey::back, 0, registry).act, FocusAct::back);
  EXPECT_EQ(focus.key(PadKey::erase, 0, registry).act, FocusAct::erase);
  EXPECT_EQ(focus.key(PadKey::digit, 3, registry).digit, 3);
  EXPECT_FALSE(focus.is_visible());
}

TEST(Focus, means_nothing_on_a_panel_without_anything_to_press) {
  const Registry registry = panel({heading("title")});
  Focus focus;
  for (const PadKey key : {PadKey::up, PadKey::right, PadKey::select}) {
    EXPECT_EQ(focus.key(key, 0, registry).act, FocusAct::nothing);
    EXPECT_FALSE(focus.is_visible());
    EXPECT_TRUE(focus.id().empty());
  }
  EXPECT_FALSE(focus.follow(registry));
  EXPECT_EQ(focus.key(PadKey::select, 0, grid(1, 1)).id, "r0c0");
}

TEST(Focus, stays_on_its_element_wherever_that_moves) {
  const Registry before = panel({stop("a", {0, 0, 200, 200}), stop("b", {220, 0, 200, 200})});
  const Registry moved =
      panel({stop("b", {0, 900, 50, 50}), heading("title"), stop("a", {220, 0, 200, 200})});
  Focus focus = focus_on("b", before);
  EXPECT_FALSE(focus.follow(moved));
  EXPECT_EQ(focus.id(), "b");
  // From where it stands now it falls, not from where it stood before.
  const Registry without = panel({stop("a", {220, 0, 200, 200}), stop("c", {0, 1000, 50, 50})});
  EXPECT_TRUE(focus.follow(without));
  EXPECT_EQ(focus.id(), "c");
}

TEST(Focus, falls_to_the_nearest_where_its_element_is_gone_or_disabled) {
  const Registry before = grid(3, 3);
  std::vector<Element> some;
  for (const char* const id : {"r0c0", "r1c2", "r2c0"}) some.push_back(*before.find(id));
  Focus gone = focus_on("r1c1", before);
  EXPECT_TRUE(gone.follow(panel(some)));
  EXPECT_EQ(gone.id(), "r1c2");
  EXPECT_FALSE(gone.follow(panel(some))) << "said once";

  some.push_back(*before.find("r1c1"));
  some.back().enabled = false;
  Focus disabled = focus_on("r1c1", before);
  EXPECT_TRUE(disabled.follow(panel(some)));
  EXPECT_EQ(disabled.id(), "r1c2");
  EXPECT_TRUE(disabled.is_visible());
}

TEST(Focus, begins_at_the_first_element_of_another_panel) {
  const Registry home = panel({stop("back", {0, 0, 200, 200}), stop("b", {220, 0, 200, 200})}, "home");
  const Registry cases =
      panel({heading("title"), stop("x", {900, 900, 50, 50}), stop("b", {220, 0, 200, 200})}, "cases");
  Focus focus = focus_on("b", home);
  EXPECT_TRUE(focus.follow(cases));
  EXPECT_EQ(focus.id(), "x") << "also where an element of that name is there";
}

TEST(Focus, comes_back_after_a_panel_that_had_nothing_to_press) {
  const Registry registry = grid(2, 2);
  Focus focus = focus_on("r1c1", registry);
  EXPECT_FALSE(focus.follow(panel({heading("wait")}, "wait")));
  EXPECT_FALSE(focus.is_visible());
  EXPECT_TRUE(focus.follow(registry));
  EXPECT_EQ(focus.id(), "r0c0");
  EXPECT_TRUE(focus.is_visible());
}

TEST(Focus, is_put_where_a_panel_wants_it_and_forgotten_for_the_next_visit) {
  const Registry registry = grid(2, 2);
  Focus focus = focus_on("r0c0", registry);
  focus.put("r1c0", registry);
  EXPECT_EQ(focus.id(), "r1c0");
  focus.put("nowhere", registry);
  EXPECT_EQ(focus.id(), "r1c0");
  focus.put("title", registry);
  EXPECT_EQ(focus.key(PadKey::select, 0, registry).id, "r0c1") << "what cannot be pressed is left at once";
  focus.reset();
  EXPECT_TRUE(focus.id().empty());
  EXPECT_FALSE(focus.is_visible());
}

}  // namespace
}  // namespace crier
