// SPDX-License-Identifier: Apache-2.0
// Every mode can be read, whatever colour the office calls its own.
#include "kiosk/look/theme.hpp"

#include <gtest/gtest.h>

#include <random>
#include <utility>
#include <vector>

#include "kiosk/semantics/checks.hpp"

namespace crier {
namespace {

std::vector<Rgb> accents() {
  std::vector<Rgb> found{0x1a5fb4, 0x000000, 0xffffff, 0xffff00, 0x00ff00, 0x00ffff,
                         0xff00ff, 0xff0000, 0x0000ff, 0xc8102e, 0x808080, 0xfefefe};
  std::mt19937 random(11);
  for (int i = 0; i < 300; ++i) found.push_back(random() & 0xffffffU);
  return found;
}

std::vector<Mode> modes() {
  std::vector<Mode> found;
  for (const TextSize size : {TextSize::standard, TextSize::large})
    for (const Contrast contrast : {Contrast::normal, Contrast::high})
      found.push_back({Language::simplified, size, contrast, false});
  return found;
}

struct Pair {
  const char* what;
  Rgb Theme::*ink;
  Rgb Theme::*ground;
};

// What panels write on what.
constexpr Pair kPairs[] = {
    {"words on a button", &Theme::on_accent, &Theme::accent},
    {"words on the header", &Theme::on_accent, &Theme::accent_deep},
    {"words on the page", &Theme::ink, &Theme::page},
    {"words on a card", &Theme::ink, &Theme::card},
    {"words on a quiet button", &Theme::ink, &Theme::soft},
    {"advice", &Theme::ink, &Theme::warm},
    {"a key's face", &Theme::ink, &Theme::key},
    {"a quiet key's face", &Theme::ink, &Theme::key_quiet},
    {"words on the keyboard", &Theme::ink, &Theme::keyboard},
    {"second words on the page", &Theme::quiet, &Theme::page},
    {"second words on a card", &Theme::quiet, &Theme::card},
    {"a plain button", &Theme::accent, &Theme::card},
    {"accent on the page", &Theme::accent, &Theme::page},
    {"a dangerous button", &Theme::danger, &Theme::card},
    {"not quite", &Theme::danger, &Theme::warm},
    {"right!", &Theme::good, &Theme::warm},
    {"good on a card", &Theme::good, &Theme::card},
};

TEST(Theme, lets_every_word_be_read_in_every_mode_and_colour) {
  for (const Mode& mode : modes()) {
    const double least = mode.contrast == Contrast::high ? 7 : 4.5;
    for (const Rgb accent : accents()) {
      const Theme theme = make_theme(mode, accent);
      for (const Pair& pair : kPairs)
        EXPECT_GE(contrast_ratio(theme.*pair.ink, theme.*pair.ground), least)
            << pair.what << ", accent " << std::hex << accent << (least > 5 ? " high" : "");
    }
  }
}

// WCAG 2.1, 1.4.11: what tells a control from its ground.
TEST(Theme, shows_lines_and_the_focus_in_high_contrast) {
  for (const Rgb accent : accents()) {
    const Theme theme = make_theme({Language::english, TextSize::standard, Contrast::high, false}, accent);
    for (const Rgb ground : {theme.page, theme.card, theme.keyboard, theme.soft}) {
      EXPECT_GE(contrast_ratio(theme.focus, ground), 3);
      EXPECT_GE(contrast_ratio(theme.line, ground), 3);
    }
    EXPECT_TRUE(theme.is_flat);
  }
}

TEST(Theme, keeps_an_accent_that_can_be_read_and_darkens_one_that_cannot) {
  EXPECT_EQ(make_theme({}, 0x1a5fb4).accent, 0x1a5fb4U);
  EXPECT_NE(make_theme({}, 0xffd700).accent, 0xffd700U);
  EXPECT_EQ(darkened_for_white(0x000000, 7), 0x000000U);
  for (const Rgb accent : accents())
    for (const double ratio : {3.0, 4.5, 7.0, 9.0, 21.0})
      EXPECT_GE(contrast_ratio(darkened_for_white(accent, ratio), 0xffffff), ratio - 1e-9)
          << std::hex << accent;
}

// KIOSK.md's numbers for ageing-friendly terminals.
TEST(Theme, sizes_words_and_targets_for_older_eyes_and_fingers) {
  for (const Mode& mode : modes()) {
    const Theme theme = make_theme(mode, 0x1a5fb4);
    EXPECT_GE(theme.body, 10);
    EXPECT_GE(theme.least, 8.3);
    EXPECT_GE(theme.small, theme.least);
    EXPECT_GE(theme.body, theme.small);
    EXPECT_GE(theme.heading, 14);
    EXPECT_GE(theme.title, theme.heading);
    EXPECT_GE(theme.target, 20);
    EXPECT_GE(theme.gap, 2);
  }
  const Theme standard = make_theme({}, 0x1a5fb4);
  EXPECT_GE(contrast_ratio(standard.edge, standard.card), 3) << "WCAG 2.1, 1.4.11";
  EXPECT_GE(contrast_ratio(standard.edge, standard.page), 3);
  const Theme large = make_theme({Language::simplified, TextSize::large, Contrast::normal, false}, 0x1a5fb4);
  EXPECT_DOUBLE_EQ(large.body, standard.body * 1.5);
  EXPECT_DOUBLE_EQ(large.small, standard.small * 1.5);
  EXPECT_GT(large.title, standard.title);
  EXPECT_GT(large.heading, standard.heading);
  EXPECT_GE(large.least, standard.least);
}

TEST(Mix, goes_from_one_to_the_other) {
  EXPECT_EQ(mix(0x102030, 0xf0e0d0, 0), 0x102030U);
  EXPECT_EQ(mix(0x102030, 0xf0e0d0, 1), 0xf0e0d0U);
  EXPECT_EQ(mix(0x000000, 0xffffff, 0.5), 0x808080U);
  EXPECT_EQ(mix(0xff0000, 0x0000ff, 0.2), 0xcc0033U);
}

}  // namespace
}  // namespace crier
