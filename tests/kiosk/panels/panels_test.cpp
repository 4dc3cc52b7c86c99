// SPDX-License-Identifier: Apache-2.0
// Every panel, in every language, mode and orientation: its words have their glyphs and fit, what is pressed
// is large enough and far enough from the next, and everything can be told from its ground.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "content/workspace/workspace.hpp"
#include "kiosk/look/line_rules.hpp"
#include "kiosk/semantics/checks.hpp"
#include "tests/kiosk/panels/panel_office.hpp"
#include "tests/kiosk/panels/panel_shots.hpp"

namespace crier {
namespace {

struct Wall {
  const char* name;
  int width;
  int height;
  double millimetres_per_pixel;
};

// The panels that KIOSK.md counts with: 21.5 inches either way, and 55 inches hung upright.
constexpr Wall kWalls[] = {
    {"portrait", 1080, 1920, 0.248}, {"landscape", 1920, 1080, 0.248}, {"tall", 1080, 1920, 0.634}};

class Panels : public testing::TestWithParam<Wall> {
 protected:
  static const Office& office() { return panel_office(); }
};

std::vector<Mode> all_modes(bool with_reach) {
  std::vector<Mode> modes;
  for (const Language language : {Language::simplified, Language::traditional, Language::english})
    for (const TextSize size : {TextSize::standard, TextSize::large})
      for (const Contrast contrast : {Contrast::normal, Contrast::high})
        for (const bool lower : {false, true})
          if (!lower || with_reach) modes.push_back({language, size, contrast, lower});
  return modes;
}

std::string name_of(const Mode& mode) {
  constexpr const char* kLanguages[] = {"hans", "hant", "en"};
  return std::string(kLanguages[static_cast<int>(mode.language)]) +
         (mode.text_size == TextSize::large ? " large" : "") +
         (mode.contrast == Contrast::high ? " contrast" : "") + (mode.lower_reach ? " lower" : "");
}

TEST_P(Panels, KeepTheRulesThatCanBeComputed) {
  ASSERT_FALSE(office().cases.empty());
  const Wall wall = GetParam();
  Darkroom darkroom(office(), wall.width, wall.height, wall.millimetres_per_pixel);
  PanelLimits limits;
  limits.pixels_per_millimetre = darkroom.metrics().px_per_mm;
  limits.canvas = {0, 0, wall.width, wall.height};
  int panels = 0;
  std::map<std::string, int> findings;
  for (const Mode& mode : all_modes(wall.millimetres_per_pixel > 0.5)) {
    limits.high_contrast = mode.contrast == Contrast::high;
    limits.lower_reach = mode.lower_reach;
    for (const Shot& shot : all_shots(office())) {
      static_cast<void>(darkroom.take(shot, mode));
      ++panels;
      for (const Finding& finding : check(darkroom.registry(), limits))
        ++findings[shot.name + " [" + name_of(mode) + "] " + finding.id + ": " + finding.message + " (" +
                   finding.clause + ")"];
      for (const Element& element : darkroom.registry().elements()) {
        for (const std::string& text : {element.label, element.value}) {
          for (std::size_t at = 0; at < text.size();) {
            const char32_t character = next_character(text, at);
            if (character >= 0x20 && !darkroom.glass().type().glyphs().has(character))
              ++findings[shot.name + " " + element.id + ": no glyph in " + text];
          }
        }
      }
    }
  }
  std::printf("%s: %d panels, %zu findings\n", wall.name, panels, findings.size());
  int shown = 0;
  for (const auto& [finding, count] : findings) {
    if (++shown > 400) break;
    ADD_FAILURE() << finding;
  }
}

// The sample's articles are told in short, which nobody may take for the law's own words.
TEST(SampleOffice, marks_articles_of_law_as_paraphrased) {
  const auto workspace = load_workspace(CRIER_PANEL_OFFICE);
  ASSERT_TRUE(workspace);
  int articles = 0;
  for (const Case& one : workspace->office.cases) {
    for (const auto& [language, text] : one.texts) {
      for (const LawArticle& law : text.law) {
        ++articles;
        EXPECT_TRUE(law.text.starts_with(language == "zh" ? "大意：" : "In short: ")) << law.text;
      }
    }
  }
  EXPECT_GT(articles, 20);
}

// Half as large again, up to 12.6 mm for what is read and 10 mm for what is pressed, which is what running
// text has otherwise; a key keeps its place in its row.
double wanted_em(const Element& element, double standard_mm) {
  if (element.role == Role::key || element.role == Role::candidate) return std::min(standard_mm, 8.4);
  const bool is_label = can_be_pressed(element.role) || element.id.starts_with("home.number.");
  return std::min(1.5 * standard_mm, is_label ? 10 : 12.6);
}

TEST_P(Panels, GrowInLargeType) {
  const Wall wall = GetParam();
  Darkroom darkroom(office(), wall.width, wall.height, wall.millimetres_per_pixel);
  const double pixel = 1 / darkroom.metrics().px_per_mm;
  std::set<std::string> findings;
  for (const Language language : {Language::simplified, Language::traditional, Language::english}) {
    for (const Shot& shot : all_shots(office())) {
      Mode mode{language, TextSize::standard, Contrast::normal, false};
      static_cast<void>(darkroom.take(shot, mode));
      std::map<std::string, double> standard;
      for (const Element& element : darkroom.registry().elements())
        if (element.em > 0) standard[element.id] = element.em * pixel;
      mode.text_size = TextSize::large;
      static_cast<void>(darkroom.take(shot, mode));
      for (const Element& element : darkroom.registry().elements()) {
        const auto before = standard.find(element.id);
        if (element.em <= 0 || before == standard.end()) continue;
        const double em = element.em * pixel;
        if (em < wanted_em(element, before->second) - 1.5 * pixel)
          findings.insert(fmt::format("{} [{}] {}: {:.1f} mm after {:.1f} mm", shot.name, name_of(mode),
                                      element.id, em, before->second));
      }
    }
  }
  for (const std::string& finding : findings) ADD_FAILURE() << finding;
}

INSTANTIATE_TEST_SUITE_P(Walls, Panels, testing::ValuesIn(kWalls),
                         [](const testing::TestParamInfo<Wall>& wall) {
                           return std::string(wall.param.name);
                         });

}  // namespace
}  // namespace crier
