// SPDX-License-Identifier: Apache-2.0
// Ui: what panels draw with: words, cards, buttons. Everything a citizen can read or press goes through here
// once and into the registry with it, so that nothing is drawn that is not also spoken, focused and checked.
// Lengths are pixels, sizes of type millimetres. The visit's thread only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/catalogue/catalogue.hpp"
#include "kiosk/glass/glass.hpp"
#include "kiosk/look/metrics.hpp"
#include "kiosk/look/theme.hpp"
#include "kiosk/look/translator.hpp"
#include "kiosk/semantics/registry.hpp"

namespace crier {

struct Words {
  double em = 0;  // millimetres; 0: the theme's body
  Weight weight = Weight::regular;
  Rgb ink = 0;
  Rgb ground = 0xffffff;
  Align align = Align::left;
  bool in_middle = false;
  bool shrinks = true;
  int most_lines = 0;
};

enum class ButtonKind { plain, primary, danger, quiet, on_accent };

struct ButtonLook {
  ButtonKind kind = ButtonKind::plain;
  Icon icon = Icon::none;  // before the words; an arrow to the right stands after them
  bool icon_above = false;
  double icon_side = 0;  // millimetres; 0: about as high as the words
  bool enabled = true;
  bool selected = false;
  Role role = Role::button;
  double em = 0;  // 0: the theme's body
  std::string value;
};

// What the focus ring is around, and what a key pressed since the last frame.
struct Focused {
  std::string id;       // empty: no ring
  std::string pressed;  // empty: nothing
};

class Ui {
 public:
  Ui(Glass& glass, Registry& registry, const Translator& translator, const Metrics& metrics,
     const Theme& theme, const Mode& mode, const Focused& focused)
      : glass_(glass),
        registry_(registry),
        translator_(translator),
        metrics_(metrics),
        theme_(theme),
        mode_(mode),
        focused_(focused) {}

  int px(double millimetres) const { return metrics_.px(millimetres); }
  const Metrics& metrics() const { return metrics_; }
  const Theme& theme() const { return theme_; }
  const Mode& mode() const { return mode_; }
  const Translator& translator() const { return translator_; }
  Brush& brush() { return glass_.brush(); }
  Type& type() { return glass_.type(); }
  Registry& registry() { return registry_; }

  std::string tr(const char* english) const { return translator_.text(mode_.language, english); }
  // Content in simplified Chinese, as this visit reads it.
  std::string content(std::string_view text) const;

  // Words that are read: drawn and registered. Returns what they took.
  TypeFit words(const std::string& id, std::string_view text, const Rectangle& place, const Words& words,
                Role role = Role::text);
  // Words that belong to something registered already.
  TypeFit label(std::string_view text, const Rectangle& place, const Words& words);
  // As `label`, with a colour behind some of its bytes.
  void label_marked(std::string_view text, const Rectangle& place, const Words& words,
                    const std::vector<Mark>& marks);
  TypeFit measure(std::string_view text, int width, const Words& words);

  // The em, in millimetres, at which each of these fits a place of that size: what stands in a row looks
  // alike.
  double common_em(const std::vector<std::string>& labels, int width, int height, const Words& words);
  // Of buttons with `look` in places of that size.
  double common_em(const std::vector<std::string>& labels, int width, int height, const ButtonLook& look);

  void card(const Rectangle& place, Rgb ground);

  // True in the frame in which it is pressed.
  bool button(const std::string& id, const Rectangle& place, std::string_view label, const ButtonLook& look);

  // A target that draws itself: registers it and tells of the finger. Its words are those of `element`.
  Glass::Press target(Element element);

  // Around the focused element, once everything is drawn.
  void draw_ring();

  // While inert, what is drawn can neither be pressed nor focused: something lies over it.
  void set_inert(bool is_inert) { is_inert_ = is_inert; }

 private:
  // What a button's words may fill of a place, from its corner, and how.
  struct ButtonWords {
    Rectangle place;
    Rectangle icon;  // empty: none, or beside the words
    int icon_side = 0;
    Words words;
  };
  ButtonWords button_words(const Rectangle& place, const ButtonLook& look) const;

  TypeStyle style(const Words& words) const;
  double em_of(const Words& words) const { return words.em > 0 ? words.em : theme_.body; }

  Glass& glass_;
  Registry& registry_;
  const Translator& translator_;
  const Metrics& metrics_;
  const Theme& theme_;
  const Mode& mode_;
  const Focused& focused_;
  bool is_inert_ = false;
};

}  // namespace crier
