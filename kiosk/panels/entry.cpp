// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

#include "content/notices/markdown.hpp"
#include "kiosk/panels/columns.hpp"
#include "kiosk/panels/entry_card.hpp"
#include "kiosk/panels/panels.hpp"

namespace crier {
namespace {

// Above a paragraph and an item, in ems of running text: more than there is between their lines (0.4).
constexpr double kParagraphGap = 0.8;
constexpr double kItemGap = 0.55;

// Something that stands in a column, and how it is drawn with its top left corner there.
struct Piece : ColumnPiece {
  std::function<void(int x, int y)> draw;
  std::function<void(int x, int y, const ColumnPart& part)> draw_part;  // of what is parted
};

class Article {
 public:
  Article(const PanelView& view, int width, int most_height)
      : view_(view), ui_(view.ui), theme_(ui_.theme()), width_(width), most_height_(most_height) {}

  std::vector<Piece> take() && { return std::move(pieces_); }

  void heading(const std::string& text, double em, Role role = Role::heading) {
    Words words = plain(em, Weight::bold, theme_.ink);
    add_words(text, words, role, ui_.px(em * 0.9), true);
  }

  void quiet(const std::string& text) {
    add_words(text, plain(theme_.small, Weight::regular, theme_.quiet), Role::text, ui_.px(4));
  }

  void paragraph(const std::string& text, Weight weight = Weight::regular) {
    add_words(text, plain(theme_.body, weight, theme_.ink), Role::text, ui_.px(theme_.body * kParagraphGap));
  }

  void lead(const std::string& text) { boxed(text, theme_.soft, theme_.accent, theme_.ink); }

  void quote(const std::string& text) { boxed(text, theme_.card, theme_.line, theme_.quiet); }

  void item(const std::string& marker, const std::string& text, int depth) {
    const int indent = ui_.px(5 + 8 * std::max(0, depth - 1));
    const bool is_numbered = marker.size() > 1 && marker.back() == '.';
    const int left = indent + ui_.px(theme_.body * (is_numbered ? 1.3 : 0.95));
    Words words = plain(theme_.body, Weight::regular, theme_.ink);
    const TypeFit fit = ui_.measure(text, width_ - left, words);
    Piece piece;
    piece.height = fit.height;
    piece.gap = ui_.px(theme_.body * kItemGap);
    const std::string id = next_id();
    piece.draw = [this, id, marker, text, words, indent, left, height = fit.height](int x, int y) {
      Words bullet = words;
      bullet.ink = theme_.accent;
      bullet.weight = Weight::bold;
      ui_.label(marker, {x + indent, y, ui_.px(theme_.body * 1.6), height}, bullet);
      ui_.words(id, text, {x + left, y, width_ - left, height}, words);
    };
    add(std::move(piece));
  }

  void step(int number, const std::string& text) {
    const int badge = ui_.px(theme_.body * 1.35);
    const int left = badge + ui_.px(5);
    Words words = plain(theme_.body, Weight::regular, theme_.ink);
    const TypeFit fit = ui_.measure(text, width_ - left, words);
    Piece piece;
    // The first line stands at the badge's middle.
    const int lowered = std::max(0, (badge - ui_.px(theme_.body)) / 2);
    piece.height = std::max(badge, lowered + fit.height);
    piece.gap = ui_.px(theme_.body * kItemGap);
    const std::string id = next_id();
    piece.draw = [this, id, number, text, words, badge, lowered, left, height = piece.height](int x, int y) {
      ui_.brush().circle(x + badge / 2.0, y + badge / 2.0, badge / 2.0, theme_.good);
      Words figure = words;
      figure.em = theme_.body * 0.8;
      figure.ink = 0xffffff;
      figure.weight = Weight::bold;
      figure.align = Align::centre;
      figure.in_middle = true;
      figure.shrinks = false;
      ui_.label(std::to_string(number), {x, y, badge, badge}, figure);
      ui_.words(id, text, {x + left, y + lowered, width_ - left, height - lowered}, words);
    };
    add(std::move(piece));
  }

  void law(const LawArticle& article) {
    const std::string name = ui_.mode().language == Language::english
                                 ? article.law + (article.article.empty() ? "" : ", " + article.article)
                                 : "《" + article.law + "》" + article.article;
    const int pad = ui_.px(5);
    Words first = plain(theme_.body, Weight::bold, theme_.accent);
    Words second = plain(theme_.body, Weight::regular, theme_.ink);
    const int inner = width_ - 2 * pad;
    const TypeFit name_fit = ui_.measure(name, inner, first);
    const TypeFit text_fit = ui_.measure(article.text, inner, second);
    Piece piece;
    piece.height = name_fit.height + text_fit.height + 2 * pad + ui_.px(3);
    piece.gap = ui_.px(5);
    const std::string id = next_id();
    piece.draw = [=, this, text = article.text, height = piece.height](int x, int y) {
      ui_.card({x, y, width_, height}, theme_.card);
      ui_.words(id + ".law", name, {x + pad, y + pad, inner, name_fit.height}, first);
      ui_.words(id, text, {x + pad, y + pad + name_fit.height + ui_.px(3), inner, text_fit.height}, second);
    };
    add(std::move(piece));
  }

  void picture(const std::filesystem::path& file, const std::string& description) {
    const double proportions = ui_.brush().proportions(file);
    if (proportions <= 0) return;
    Piece piece;
    piece.height = std::min(static_cast<int>(width_ / proportions), most_height_ * 6 / 10);
    piece.gap = ui_.px(5);
    piece.floats = true;
    const std::string id = next_id();
    piece.draw = [this, id, file, description, height = piece.height](int x, int y) {
      const Rectangle place{x, y, width_, height};
      ui_.brush().picture(file, place, false);
      Element element;
      element.id = id;
      element.role = Role::image;
      element.label = description.empty() ? ui_.tr("Picture") : description;
      element.place = place;
      ui_.registry().add(std::move(element));
    };
    add(std::move(piece));
  }

  void markdown(const std::string& text, const std::map<std::string, std::size_t>& pictures) {
    for (const Block& block : parse_markdown(text, MarkdownReading::whole)) {
      std::string words;
      for (const StyledRun& run : block.runs) words += run.text;
      words = ui_.content(words);
      switch (block.kind) {
        case BlockKind::heading:
          heading(words, theme_.heading);
          break;
        case BlockKind::paragraph:
          if (!block.marker.empty()) {
            item(block.marker, words, block.depth);
          } else if (block.is_quoted) {
            quote(words);
          } else {
            paragraph(words, is_strong(block) ? Weight::bold : Weight::regular);
          }
          break;
        case BlockKind::picture:
          if (const auto found = pictures.find(block.picture); found != pictures.end())
            picture(view_.facts.office.media[found->second].path, words);
          break;
        case BlockKind::rule:
          break;
      }
    }
  }

  void custom(int height, int gap, std::function<void(int, int)> draw, bool floats = false) {
    Piece piece;
    piece.height = height;
    piece.gap = gap;
    piece.floats = floats;
    piece.draw = std::move(draw);
    add(std::move(piece));
  }

  std::string next_id() { return fmt::format("text.{}", pieces_.size() + extra_++); }

 private:
  static bool is_strong(const Block& block) {
    return std::ranges::all_of(block.runs, [](const StyledRun& run) { return run.is_strong; });
  }

  Words plain(double em, Weight weight, Rgb ink) const {
    Words words;
    words.em = em;
    words.weight = weight;
    words.ink = ink;
    words.ground = theme_.page;
    words.shrinks = false;
    return words;
  }

  // What follows a heading stands closer to it than to anything else.
  void add(Piece piece) {
    if (!pieces_.empty() && pieces_.back().keeps_with_next)
      piece.gap = std::min(piece.gap, ui_.px(theme_.body * kItemGap));
    pieces_.push_back(std::move(piece));
  }

  // Words alone, which may be parted between their lines.
  void add_words(const std::string& text, const Words& words, Role role, int gap, bool keeps = false) {
    Piece piece;
    piece.em = std::round(words.em * ui_.metrics().px_per_mm);
    const auto lines = ui_.type().set_lines(text, width_, piece.em, words.weight);
    piece.lines = static_cast<int>(lines.size());
    piece.height = height_of_lines(piece.lines, piece.em);
    piece.gap = gap;
    piece.keeps_with_next = keeps;
    const std::string id = next_id();
    piece.draw_part = [this, id, text, lines, words, role](int x, int y, const ColumnPart& part) {
      const std::size_t begin = lines[static_cast<std::size_t>(part.first)].begin;
      const std::size_t end = lines[static_cast<std::size_t>(part.end - 1)].end;
      ui_.words(part.first == 0 ? id : fmt::format("{}.{}", id, part.first), text.substr(begin, end - begin),
                {x, y, width_, part.height}, words, role);
    };
    add(std::move(piece));
  }

  void boxed(const std::string& text, Rgb ground, Rgb edge, Rgb ink) {
    const int pad = ui_.px(5);
    const int bar = ui_.px(1.6);
    Words words = plain(theme_.body, Weight::regular, ink);
    words.ground = ground;
    const int inner = width_ - 2 * pad - bar;
    const TypeFit fit = ui_.measure(text, inner, words);
    Piece piece;
    piece.height = fit.height + 2 * pad;
    piece.gap = ui_.px(5);
    const std::string id = next_id();
    piece.draw = [=, this, height = piece.height](int x, int y) {
      ui_.brush().fill({x, y, width_, height}, ground, ui_.px(3));
      ui_.brush().fill({x, y, bar, height}, edge, bar / 2.0);
      ui_.words(id, text, {x + bar + pad, y + pad, inner, fit.height}, words);
    };
    add(std::move(piece));
  }

  const PanelView& view_;
  Ui& ui_;
  const Theme& theme_;
  const int width_;
  const int most_height_;
  std::size_t extra_ = 0;
  std::vector<Piece> pieces_;
};

// Its first picture until it is played; a touch plays it, and another one stops it.
void draw_film(const PanelView& view, const Medium& film, const Rectangle& place) {
  Ui& ui = view.ui;
  const bool plays = view.state.film.has_value();
  Element element;
  element.id = "film";
  element.role = Role::button;
  element.label = ui.tr(plays ? "Stop the film" : "Play the film");
  element.place = place;
  const Glass::Press press = ui.target(std::move(element));
  if (!ui.brush().picture(film.path, place, false)) ui.brush().fill(place, 0x0b1833, ui.px(3));
  const int radius = std::min(ui.px(15), place.height / 4);
  const int x = place.x + place.width / 2;
  const int y = place.y + place.height / 2;
  if (!plays) {
    ui.brush().circle(x, y, radius, mix(ui.theme().accent, 0xffffff, press.is_down ? 0.3 : 0));
    ui.brush().icon(Icon::play, {x - radius * 2 / 3, y - radius * 2 / 3, radius * 4 / 3, radius * 4 / 3},
                    ui.theme().on_accent);
  }
  if (!press.is_released) return;
  if (plays) {
    view.tell(command::StopFilm{});
  } else {
    view.tell(command::PlayFilm{{film.name, place}});
  }
}

void add_case(Article& article, const PanelView& view, const Case& one, int width) {
  Ui& ui = view.ui;
  const CaseText* const text = text_in_mode(ui, one.texts);
  if (text == nullptr) return;
  const auto say = [&ui](const std::string& words) { return ui.content(words); };
  article.heading(say(text->title), ui.theme().title);
  if (one.date) article.quiet(date_text(ui, *one.date));
  article.lead(say(text->summary));
  if (one.film) {
    const Medium& film = view.facts.office.media[*one.film];
    const int height = std::min(width * 9 / 16, ui.px(150));
    article.custom(
        height, ui.px(5),
        [&view, film, width, height](int x, int y) {
          draw_film(view, film, {x, y, width, height});
        },
        true);
  }
  article.markdown(text->body, one.pictures);
  if (!text->what_to_do.empty()) {
    article.heading(ui.tr("What to do"), ui.theme().heading);
    int number = 0;
    for (const std::string& step : text->what_to_do) article.step(++number, say(step));
  }
  if (!text->law.empty()) {
    article.heading(ui.tr("What the law says"), ui.theme().heading);
    for (const LawArticle& law : text->law) article.law({say(law.law), say(law.article), say(law.text)});
  }
  for (const Quiz& quiz : view.facts.office.quizzes) {
    if (quiz.category != one.category) continue;
    const int height = ui.px(26);
    article.custom(height, ui.px(7), [&view, &ui, id = quiz.id, width, height](int x, int y) {
      ButtonLook look;
      look.icon = Icon::quiz;
      look.kind = ButtonKind::primary;
      if (ui.button("entry.quiz", {x, y, width, height}, ui.tr("Try it: a few questions"), look))
        view.tell(command::BeginQuiz{id});
    });
    break;
  }
  // To take along on a telephone.
  const int side = ui.px(52);
  article.custom(side, ui.px(7), [&ui, text, width, side](int x, int y) {
    std::string taken = ui.content(text->title) + "\n";
    for (const std::string& step : text->what_to_do) taken += "- " + ui.content(step) + "\n";
    taken += "110 / 96110 / 12377";
    const Rectangle tile{x, y, side, side};
    if (!ui.brush().qr(taken.size() <= 900 ? taken : taken.substr(0, taken.find('\n')), tile)) return;
    Words words;
    words.ink = ui.theme().quiet;
    words.ground = ui.theme().page;
    words.in_middle = true;
    ui.words("entry.take", ui.tr("Scan to take this advice along"),
             {x + side + ui.px(6), y, width - side - ui.px(6), side}, words);
  });
}

void add_notice(Article& article, const PanelView& view, const Notice& notice) {
  Ui& ui = view.ui;
  const NoticeText* const text = text_in_mode(ui, notice.texts);
  if (text == nullptr) return;
  article.heading(ui.content(text->title), ui.theme().title);
  if (notice.date) article.quiet(date_text(ui, *notice.date));
  article.markdown(text->body, {});
}

// Where a part stands in the article, whatever the size of its type: thousandths of a piece.
int place_of(const ColumnPart& part, const std::vector<Piece>& pieces) {
  constexpr int kWhole = 1000;
  return static_cast<int>(part.piece) * kWhole + part.first * kWhole / std::max(1, pieces[part.piece].lines);
}

}  // namespace

void draw_entry(const PanelView& view) {
  Ui& ui = view.ui;
  const Route& page = view.state.page();
  const int columns = ui.metrics().is_portrait() ? 1 : 2;
  const int gutter = ui.px(12);
  const int width = (view.body.width - (columns - 1) * gutter) / columns;
  const int height = view.body.height - ui.px(kPagerRoom);
  Article article(view, width, height);
  if (const Case* const one = case_of(view.facts.office, page.subject)) {
    add_case(article, view, *one, width);
  } else if (const Notice* const notice = notice_of(view.facts.office, page.subject)) {
    add_notice(article, view, *notice);
  } else {
    article.paragraph(ui.tr("This is no longer shown."));
  }
  // The pieces hold on to the article.
  const std::vector<Piece> pieces = [&article] { return std::move(article).take(); }();
  const auto flow = set_columns({pieces.begin(), pieces.end()}, height);
  std::vector<int> firsts;
  for (std::size_t i = 0; i < flow.size(); i += static_cast<std::size_t>(columns))
    firsts.push_back(place_of(flow[i].front(), pieces));
  const int sheet = sheet_to_show(view, firsts);
  for (int column = 0; column < columns; ++column) {
    const auto index = static_cast<std::size_t>(sheet * columns + column);
    if (index >= flow.size()) break;
    const int x = view.body.x + column * (width + gutter);
    for (const ColumnPart& part : flow[index]) {
      const Piece& piece = pieces[part.piece];
      if (piece.draw_part) {
        piece.draw_part(x, view.body.y + part.y, part);
      } else {
        piece.draw(x, view.body.y + part.y);
      }
    }
  }
  draw_pager(view, view.body, sheet, static_cast<int>(firsts.size()));
}

}  // namespace crier
