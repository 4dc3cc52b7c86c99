// SPDX-License-Identifier: Apache-2.0
// Every rule has a panel that just keeps it and one that just breaks it.
#include "kiosk/semantics/checks.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace crier {
namespace {

// Ten pixels a millimetre: one pixel of rounding is 0.1 mm.
PanelLimits limits() {
  PanelLimits limits;
  limits.pixels_per_millimetre = 10;
  limits.canvas = {0, 0, 2680, 4760};
  return limits;
}

// Black on white, well inside the canvas.
Element element(const std::string& id, Role role, const Rectangle& place) {
  Element element;
  element.id = id;
  element.role = role;
  element.label = "看案例";
  element.place = place;
  element.em = 100;
  return element;
}

Element button(const std::string& id, const Rectangle& place) {
  return element(id, Role::button, place);
}

std::vector<Finding> findings(const std::vector<Element>& elements, const PanelLimits& with = limits()) {
  Registry registry;
  registry.begin("home");
  for (const Element& one : elements) registry.add(one);
  return check(registry, with);
}

// Nothing, or exactly one finding of that rule about the first element.
void expect_only(const std::vector<Finding>& found, std::optional<Rule> rule, const char* what) {
  ASSERT_EQ(found.size(), rule ? 1U : 0U) << what << (found.empty() ? "" : ": " + found[0].message);
  if (!rule) return;
  EXPECT_EQ(found[0].rule, *rule) << what << ": " << found[0].message;
  EXPECT_EQ(found[0].id, "a") << what;
  EXPECT_FALSE(found[0].clause.empty()) << what;
  EXPECT_EQ(found[0].message.rfind("home: ", 0), 0U) << found[0].message;
}

TEST(ContrastRatio, is_that_of_wcag) {
  const struct {
    Rgb one, other;
    double ratio;
  } kRows[] = {{0x000000, 0xffffff, 21},   {0xffffff, 0xffffff, 1},    {0x000000, 0x000000, 1},
               {0x767676, 0xffffff, 4.54}, {0x777777, 0xffffff, 4.48}, {0x949494, 0xffffff, 3.03},
               {0x595959, 0xffffff, 7.00}, {0xff0000, 0xffffff, 4.00}, {0x00ff00, 0xffffff, 1.37},
               {0x0000ff, 0xffffff, 8.59}, {0xffff00, 0x000000, 19.56}};
  for (const auto& row : kRows) {
    EXPECT_NEAR(contrast_ratio(row.one, row.other), row.ratio, 0.006) << std::hex << row.one;
    EXPECT_DOUBLE_EQ(contrast_ratio(row.one, row.other), contrast_ratio(row.other, row.one));
  }
  EXPECT_DOUBLE_EQ(relative_luminance(0x000000), 0);
  EXPECT_NEAR(relative_luminance(0xffffff), 1, 1e-12);
  EXPECT_NEAR(relative_luminance(0xff0000), 0.2126, 1e-12);
  EXPECT_NEAR(relative_luminance(0x00ff00), 0.7152, 1e-12);
  EXPECT_NEAR(relative_luminance(0x0000ff), 0.0722, 1e-12);
}

TEST(ContrastRatio, stays_between_1_and_21) {
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double ratio = contrast_ratio(random() & 0xffffffU, random() & 0xffffffU);
    ASSERT_GE(ratio, 1);
    ASSERT_LE(ratio, 21 + 1e-9);
  }
}

TEST(Checks, find_nothing_on_an_empty_panel_or_a_good_one) {
  EXPECT_TRUE(findings({}).empty());
  EXPECT_TRUE(findings({button("a", {0, 0, 200, 200}), button("b", {300, 0, 200, 200}),
                        element("c", Role::heading, {0, 500, 900, 120})})
                  .empty());
}

TEST(Checks, want_contrast_where_words_are) {
  const struct {
    const char* what;
    Rgb ink;
    double em;
    bool enabled, high_contrast, is_good;
  } kRows[] = {
      {"4.54", 0x767676, 90, true, false, true},
      {"4.48", 0x777777, 90, true, false, false},
      {"large words, 3.03", 0x949494, 95, true, false, true},
      {"nearly large words, 3.03", 0x949494, 94, true, false, false},
      {"large words, 2.99", 0x959595, 95, true, false, false},
      {"high contrast, 7.00", 0x595959, 95, true, true, true},
      {"high contrast, 6.90", 0x5a5a5a, 95, true, true, false},
      {"disabled", 0xeeeeee, 90, false, false, true},
      {"no words", 0xffffff, 0, true, false, true},
  };
  for (const auto& row : kRows) {
    Element words = button("a", {0, 0, 200, 200});
    words.ink = row.ink;
    words.em = row.em;
    words.enabled = row.enabled;
    PanelLimits with = limits();
    with.high_contrast = row.high_contrast;
    const auto found = findings({words}, with);
    expect_only(found, row.is_good ? std::nullopt : std::optional(Rule::contrast), row.what);
    if (row.is_good || found.empty()) continue;
    EXPECT_EQ(found[0].clause, row.high_contrast ? "WCAG 2.1 1.4.6" : "WCAG 2.1 1.4.3");
  }
}

TEST(Checks, want_words_that_can_be_read) {
  Element words = element("a", Role::text, {0, 0, 900, 200});
  words.em = 83;
  expect_only(findings({words}), std::nullopt, "8.3 mm");
  words.em = 82;
  expect_only(findings({words}), Rule::text_size, "8.2 mm");
  words.enabled = false;
  expect_only(findings({words}), Rule::text_size, "also where nothing can be pressed");
}

TEST(Checks, want_targets_that_a_finger_meets) {
  const struct {
    const char* what;
    Role role;
    int side;
    bool is_good;
  } kRows[] = {{"button", Role::button, 199, true},  {"small button", Role::button, 198, false},
               {"tab", Role::tab, 198, false},       {"toggle", Role::toggle, 198, false},
               {"field", Role::field, 198, false},   {"key", Role::key, 119, true},
               {"small key", Role::key, 118, false}, {"candidate", Role::candidate, 119, true},
               {"text", Role::text, 5, true},        {"small candidate", Role::candidate, 118, false},
               {"heading", Role::heading, 5, true},  {"image", Role::image, 5, true},
               {"status", Role::status, 5, true}};
  for (const auto& row : kRows) {
    const auto rule = row.is_good ? std::nullopt : std::optional(Rule::target_size);
    expect_only(findings({element("a", row.role, {0, 0, row.side, 900})}), rule, row.what);
    expect_only(findings({element("a", row.role, {0, 0, 900, row.side})}), rule, row.what);
  }
}

TEST(Checks, want_targets_apart) {
  const Rectangle first{0, 0, 200, 200};
  const struct {
    const char* what;
    Rectangle second;
    std::optional<Rule> rule;
  } kRows[] = {
      {"2 mm beside", {220, 0, 200, 200}, std::nullopt},
      {"a pixel less", {219, 0, 200, 200}, std::nullopt},
      {"two pixels less", {218, 0, 200, 200}, Rule::gap},
      {"2 mm below", {0, 219, 200, 200}, std::nullopt},
      {"less below", {0, 218, 200, 200}, Rule::gap},
      {"over the corner", {219, 100, 200, 200}, std::nullopt},
      {"touching", {200, 0, 200, 200}, Rule::gap},
      {"touching at a corner", {200, 200, 200, 200}, Rule::gap},
      {"one pixel over", {199, 0, 200, 200}, Rule::overlap},
      {"inside", {50, 50, 200, 200}, Rule::overlap},
      {"the same", first, Rule::overlap},
  };
  for (const auto& row : kRows) {
    expect_only(findings({button("a", first), button("b", row.second)}), row.rule, row.what);
    expect_only(findings({button("a", row.second), button("b", first)}), row.rule, row.what);
  }
}

TEST(Checks, let_keys_meet_but_not_overlap) {
  const Rectangle first{0, 0, 200, 200};
  const Rectangle next{200, 0, 200, 200};
  const Rectangle over{199, 0, 200, 200};
  expect_only(findings({element("a", Role::key, first), element("b", Role::key, next)}), std::nullopt,
              "keys");
  expect_only(findings({element("a", Role::key, first), element("b", Role::candidate, next)}), std::nullopt,
              "a key and a candidate");
  expect_only(findings({element("a", Role::key, first), button("b", next)}), Rule::gap, "a key and a button");
  expect_only(findings({element("a", Role::key, first), element("b", Role::key, over)}), Rule::overlap,
              "over");
  expect_only(findings({element("a", Role::text, first), button("b", over)}), std::nullopt,
              "text is no target");
}

TEST(Checks, want_words_that_fit_and_are_there) {
  Element cut = button("a", {0, 0, 200, 200});
  cut.fits = false;
  expect_only(findings({cut}), Rule::fit, "cut off");
  Element mute = button("a", {0, 0, 200, 200});
  mute.label.clear();
  expect_only(findings({mute}), Rule::label, "nothing to say");
  mute.value = "开";
  expect_only(findings({mute}), std::nullopt, "a value is enough");
}

TEST(Checks, want_every_id_once) {
  expect_only(findings({button("a", {0, 0, 200, 200}), button("b", {300, 0, 200, 200})}), std::nullopt,
              "two");
  expect_only(findings({button("a", {0, 0, 200, 200}), button("a", {300, 0, 200, 200})}), Rule::unique_id,
              "twice");
  EXPECT_EQ(findings({element("a", Role::text, {0, 0, 9, 9}), element("a", Role::text, {0, 0, 9, 9}),
                      element("a", Role::text, {0, 0, 9, 9})})
                .size(),
            2U);
}

TEST(Checks, want_everything_on_the_canvas) {
  const struct {
    const char* what;
    Rectangle place;
    bool is_good;
  } kRows[] = {
      {"whole canvas", {0, 0, 2680, 4760}, true},       {"last corner", {2480, 4560, 200, 200}, true},
      {"beyond the right", {2481, 0, 200, 200}, false}, {"beyond the foot", {0, 4561, 200, 200}, false},
      {"left of it", {-1, 0, 200, 200}, false},         {"above it", {0, -1, 200, 200}, false}};
  for (const auto& row : kRows)
    expect_only(findings({button("a", row.place)}), row.is_good ? std::nullopt : std::optional(Rule::canvas),
                row.what);
}

TEST(Checks, want_controls_in_reach_where_that_is_asked_for) {
  PanelLimits with = limits();
  with.canvas = {0, 0, 2680, 12180};  // 55 inches, hung upright
  with.lower_reach = true;
  constexpr int kLine = 12180 - 6200;
  expect_only(findings({button("a", {0, kLine, 200, 200})}, with), std::nullopt, "at the line");
  expect_only(findings({button("a", {0, kLine - 1, 200, 200})}, with), std::nullopt, "a pixel above");
  expect_only(findings({button("a", {0, kLine - 2, 200, 200})}, with), Rule::reach, "above");
  expect_only(findings({element("a", Role::heading, {0, 0, 200, 200})}, with), std::nullopt,
              "to be read only");
  with.lower_reach = false;
  expect_only(findings({button("a", {0, 0, 200, 200})}, with), std::nullopt, "not asked for");
}

// Each finding names a clause that can be looked up.
TEST(Checks, cite_where_each_rule_comes_from) {
  PanelLimits with = limits();
  with.lower_reach = true;
  with.canvas.height = 12180;
  Element worst = button("a", {-1, 0, 20, 20});
  worst.label.clear();
  worst.fits = false;
  worst.ink = worst.ground;
  worst.em = 20;
  Element next = worst;
  next.place = {10, 0, 20, 20};
  const auto found =
      findings({worst, next, button("c", {0, 9000, 200, 200}), button("d", {201, 9000, 200, 200})}, with);
  std::set<Rule> rules;
  for (const Finding& finding : found) {
    rules.insert(finding.rule);
    EXPECT_TRUE(finding.clause.find("WCAG 2") == 0 || finding.clause.find("EN 301 549 ") == 0 ||
                finding.clause.find("Section 508 ") == 0 || finding.clause == "Colle & Hiszem 2004")
        << finding.clause;
  }
  EXPECT_EQ(rules.size(), 10U) << "a rule without a panel that breaks it";
}

}  // namespace
}  // namespace crier
