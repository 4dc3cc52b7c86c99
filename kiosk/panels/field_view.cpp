// SPDX-License-Identifier: Apache-2.0
// A field with its text: lines, caret, selection, the letters left, and where a finger falls in it.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

constexpr double kFieldLeading = 1.45;    // em from line to line
constexpr double kDragged = 5;            // mm beyond which a finger selects instead of touching
constexpr std::size_t kCountedFrom = 10;  // characters; what is shorter needs no counter
constexpr double kFieldPad = 5;           // mm

bool is_near_limit(const TextField& field) {
  return field.lines() == Lines::single && field.most_characters() >= kCountedFrom &&
         field.characters() * 5 >= field.most_characters() * 4;
}

// Text as it is drawn, with a blank after each `group` of its characters, which are figures then.
class DrawnText {
 public:
  DrawnText(SecretText text, std::size_t group) : text_(std::move(text)), group_(group) {
    if (group_ == 0) return;
    for (std::size_t at = group_; at < text_.size(); at += group_ + 1) text_.insert(at, " ");
  }

  std::string_view view() const { return text_; }
  std::size_t to_drawn(std::size_t offset) const {
    return group_ == 0 ? offset : std::min(offset + offset / group_, text_.size());
  }
  std::size_t from_drawn(std::size_t offset) const {
    return group_ == 0 ? offset : offset - offset / (group_ + 1);
  }

 private:
  SecretText text_;
  std::size_t group_;
};

// A finger that selects may go on to the line beyond those that are seen, and brings it into view.
enum class Reach { seen, next_line };

class FieldView {
 public:
  FieldView(const PanelView& view, const TextField& field, const Rectangle& inner, std::size_t group)
      : view_(view),
        ui_(view.ui),
        is_single_(field.lines() == Lines::single),
        is_composing_(!field.composing().empty()),
        shown_(field.shown()),
        text_(shown_.text, group),
        inner_(inner),
        em_(std::round(ui_.theme().body * ui_.metrics().px_per_mm)),
        lines_(is_single_
                   ? std::vector<TypeLine>{piece_seen(inner.width - ui_.px(2))}
                   : ui_.type().break_lines(text_.view(), inner.width - ui_.px(2), em_, Weight::regular)) {
    const double fitting = (inner_.height + em_ * (kFieldLeading - 1)) / (em_ * kFieldLeading);
    fitting_ = std::max<std::size_t>(1, static_cast<std::size_t>(fitting));
    caret_line_ = line_of(text_.to_drawn(shown_.caret));
    first_ = first_line();
    top_ = inner_.y + (is_single_ ? (inner_.height - em_) / 2 : 0.0);
  }

  // Drawn where a finger that is held now would select, or what is selected.
  void draw(const std::optional<TextRange>& dragged) {
    const TextRange selection = dragged.value_or(shown_.selection);
    double y = top_;
    for (std::size_t i = first_; i < std::min(lines_.size(), first_ + fitting_); ++i) {
      tint(selection, i, y);
      ui_.type().draw_line(ui_.brush().list(),
                           text_.view().substr(lines_[i].begin, lines_[i].end - lines_[i].begin), inner_.x, y,
                           em_, Weight::regular, ui_.theme().ink);
      underline(shown_.composing, i, y);
      if (view_.state.writes && i == caret_line_) draw_caret(y);
      y += em_ * kFieldLeading;
    }
  }

  void describe_selection(const std::string& id, const TextField& field) const {
    if (shown_.selection.empty()) return;
    Element element;
    element.id = id + ".selection";
    element.role = Role::status;
    element.label = selection_words(ui_.translator(), ui_.mode().language, field);
    element.place = inner_;
    element.ink = ui_.theme().ink;
    element.ground = selection_tint(ui_.theme());
    element.em = em_;
    ui_.registry().add(std::move(element));
  }

  void tell_scrolling() const {
    const std::size_t top = first_ < lines_.size() ? text_.from_drawn(lines_[first_].begin) : 0;
    if (top != view_.state.field_top) view_.tell(command::ScrollText{top});
  }

  // Of shown().text, under that point of the canvas.
  std::size_t offset_at(const StrokePoint& point, Reach reach) const {
    if (lines_.empty()) return 0;
    const std::size_t beyond = reach == Reach::next_line ? 1 : 0;
    const std::size_t least = first_ - std::min(first_, beyond);
    const std::size_t most = first_ + fitting_ - 1 + beyond;
    const double below =
        std::floor((double{point.y} - top_ + em_ * (kFieldLeading - 1) / 2) / (em_ * kFieldLeading));
    const double wanted = std::clamp(static_cast<double>(first_) + below, static_cast<double>(least),
                                     static_cast<double>(std::min(most, lines_.size() - 1)));
    const TypeLine& line = lines_[static_cast<std::size_t>(wanted)];
    std::size_t offset = line.begin;
    double x = inner_.x - outdent(line);
    while (offset < line.end) {
      const std::size_t next = next_grapheme(text_.view(), offset);
      const double width =
          ui_.type().width_of(text_.view().substr(offset, next - offset), em_, Weight::regular);
      if (double{point.x} < x + width / 2) break;
      x += width;
      offset = next;
    }
    return text_.from_drawn(offset);
  }

  // What a finger that was drawn through the text selects; none: it only touched it.
  std::optional<TextRange> dragged(const StrokePoint& from, const StrokePoint& to) const {
    if (!view_.state.writes || is_composing_) return std::nullopt;
    if (std::hypot(to.x - from.x, to.y - from.y) < static_cast<float>(ui_.px(kDragged))) return std::nullopt;
    const auto [begin, end] = std::minmax({offset_at(from, Reach::seen), offset_at(to, Reach::next_line)});
    return TextRange{begin, end};
  }

 private:
  // Of a field of one line, the part that is seen: from where it was scrolled to, moved as far as the caret
  // or the text's end asks for.
  TypeLine piece_seen(double width) const {
    const std::string_view text = text_.view();
    const auto wide = [&](std::size_t begin, std::size_t end) {
      return ui_.type().width_of(text.substr(begin, end - begin), em_, Weight::regular);
    };
    const std::size_t caret = view_.state.writes ? text_.to_drawn(shown_.caret) : 0;
    std::size_t begin = snap_to_grapheme(text, text_.to_drawn(view_.state.field_top));
    if (caret < begin) {
      // Some of what stands before the caret is seen as well.
      begin = caret;
      while (begin > 0 && wide(begin, caret) < width / 4) begin = previous_grapheme(text, begin);
    }
    while (begin < caret && wide(begin, caret) > width) begin = next_grapheme(text, begin);
    while (begin > 0 && wide(previous_grapheme(text, begin), text.size()) <= width)
      begin = previous_grapheme(text, begin);
    std::size_t end = begin;
    while (end < text.size() && wide(begin, next_grapheme(text, end)) <= width)
      end = next_grapheme(text, end);
    return {begin, end, wide(begin, end)};
  }

  std::size_t line_of(std::size_t drawn) const {
    std::size_t line = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i)
      if (lines_[i].begin <= drawn) line = i;
    return line;
  }

  // Where it was scrolled to, moved as far as the caret or the text's end asks for.
  std::size_t first_line() const {
    std::size_t first = line_of(text_.to_drawn(view_.state.field_top));
    if (view_.state.writes) {
      first = std::min(first, caret_line_);
      if (caret_line_ >= first + fitting_) first = caret_line_ + 1 - fitting_;
    }
    return std::min(first, lines_.size() > fitting_ ? lines_.size() - fitting_ : 0);
  }

  double x_of(std::size_t drawn, const TypeLine& line) const {
    drawn = std::clamp(drawn, line.begin, std::max(line.begin, line.end));
    if (drawn == line.begin) return inner_.x;
    return inner_.x - outdent(line) +
           ui_.type().width_of(text_.view().substr(line.begin, drawn - line.begin), em_, Weight::regular);
  }

  double outdent(const TypeLine& line) const {
    return ui_.type().outdent(text_.view().substr(line.begin, line.end - line.begin), em_, Weight::regular);
  }

  // From where to where it is marked in that line; none: nowhere.
  std::optional<std::pair<double, double>> marked(const TextRange& range, std::size_t line) const {
    const std::size_t begin = std::max(text_.to_drawn(range.begin), lines_[line].begin);
    const std::size_t end = std::min(text_.to_drawn(range.end), lines_[line].end);
    if (range.empty() || begin >= end) return std::nullopt;
    return std::pair{x_of(begin, lines_[line]), x_of(end, lines_[line])};
  }

  void tint(const TextRange& range, std::size_t line, double y) const {
    const auto place = marked(range, line);
    if (!place) return;
    const auto [left, right] = *place;
    ui_.brush().fill({static_cast<int>(left), static_cast<int>(y - em_ * 0.1),
                      static_cast<int>(std::ceil(right - left)), static_cast<int>(em_ * 1.25)},
                     selection_tint(ui_.theme()));
  }

  void underline(const TextRange& range, std::size_t line, double y) const {
    const auto place = marked(range, line);
    if (!place) return;
    ui_.brush().line(place->first, y + em_ * 1.12, place->second, y + em_ * 1.12, std::max(2, ui_.px(0.5)),
                     ui_.theme().accent);
  }

  void draw_caret(double y) const {
    const double x = x_of(text_.to_drawn(shown_.caret), lines_[caret_line_]);
    ui_.brush().fill({static_cast<int>(x), static_cast<int>(y - em_ * 0.05), std::max(2, ui_.px(0.7)),
                      static_cast<int>(em_ * 1.15)},
                     ui_.theme().accent);
  }

  const PanelView& view_;
  Ui& ui_;
  const bool is_single_;
  const bool is_composing_;
  const TextField::Shown shown_;
  const DrawnText text_;
  const Rectangle inner_;
  const double em_;
  const std::vector<TypeLine> lines_;
  std::size_t fitting_ = 1;  // lines
  std::size_t caret_line_ = 0;
  std::size_t first_ = 0;  // line that is seen
  double top_ = 0;         // of its em box
};

// At the right end of `inner`; returns what is left of it.
Rectangle draw_letters_left(const PanelView& view, const TextField& field, const Rectangle& inner,
                            const std::string& id) {
  if (!is_near_limit(field)) return inner;
  Ui& ui = view.ui;
  Words words;
  words.em = ui.theme().small;
  words.ink = ui.theme().quiet;
  words.ground = ui.theme().card;
  words.align = Align::right;
  words.in_middle = true;
  words.most_lines = 1;
  const std::string most = std::to_string(field.most_characters());
  const double em = std::round(words.em * ui.metrics().px_per_mm);
  const int width = static_cast<int>(ui.type().width_of(most + " / " + most, em, words.weight)) + ui.px(1.5);
  ui.words(id + ".count", fmt::format("{} / {}", field.characters(), most),
           {inner.right() - width, inner.y, width, inner.height}, words, Role::status);
  return {inner.x, inner.y, inner.width - width - ui.px(2), inner.height};
}

}  // namespace

Rgb selection_tint(const Theme& theme) {
  return mix(theme.card, theme.accent, theme.is_flat ? 0.4 : 0.3);
}

std::string selection_words(const Translator& translator, Language language, const TextField& field) {
  const auto tr = [&](const char* english) { return translator.text(language, english); };
  const auto [begin, end] = field.selection();
  return fmt::format(fmt::runtime(tr("Characters selected: {}")),
                     count_characters(field.text().substr(begin, end - begin)));
}

void draw_field(const PanelView& view, const TextField& field, const Rectangle& place, const std::string& id,
                const std::string& label, const std::string& hint, const FieldLook& look) {
  Ui& ui = view.ui;
  const Theme& theme = ui.theme();
  const bool is_active = view.state.writes;
  Element element;
  element.id = id;
  element.role = Role::field;
  element.label = label;
  element.value = std::string(field.shown().text.view());
  element.place = place;
  element.is_private = true;
  element.ink = theme.ink;
  element.ground = theme.card;
  element.em = theme.body * ui.metrics().px_per_mm;
  const Glass::Press press = ui.target(std::move(element));
  ui.card(place, theme.card);
  // A field must be told from the page by its edge (WCAG 2.1, 1.4.11).
  ui.brush().outline(place, is_active ? theme.accent : theme.edge, ui.px(is_active ? 0.9 : 0.5),
                     ui.px(theme.radius));
  const int pad = ui.px(kFieldPad);
  const Rectangle whole{place.x + pad, place.y + pad, place.width - 2 * pad, place.height - 2 * pad};
  const Rectangle inner = draw_letters_left(view, field, whole, id);
  if (field.shown().text.empty()) {
    const int em = static_cast<int>(std::round(theme.body * ui.metrics().px_per_mm));
    Words quiet;
    quiet.ink = theme.quiet;
    const int down = field.lines() == Lines::single ? (inner.height - em) / 2 : 0;
    ui.label(hint, {inner.x + ui.px(1.5), inner.y + down, inner.width, inner.height}, quiet);
  }
  FieldView text(view, field, inner, look.group);
  const auto dragged = text.dragged(view.state.pressed, view.state.finger);
  text.draw(press.is_held ? dragged : std::nullopt);
  text.describe_selection(id, field);
  text.tell_scrolling();
  if (press.is_let_go && dragged) {
    view.tell(command::TouchText{text.offset_at(view.state.finger, Reach::next_line),
                                 text.offset_at(view.state.pressed, Reach::seen)});
  } else if (press.is_released) {
    view.tell(command::TouchText{text.offset_at(view.state.finger, Reach::seen)});
  }
}

}  // namespace crier
