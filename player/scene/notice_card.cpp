// SPDX-License-Identifier: Apache-2.0
#include "player/scene/notice_card.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "player/scene/galley.hpp"
#include "player/scene/words.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostLanguages = 2;
constexpr double kMarginX = 0.085;    // of the width
constexpr double kMarginY = 0.085;    // of the shorter side
constexpr double kEdge = 0.012;       // the coloured edge, of the shorter side
constexpr double kCharacters = 25;    // in a line of running text, where the least size lets them
constexpr double kMostOfLeast = 1.6;  // running text to the least size
constexpr double kLabelSize = 0.80;   // ems of running text, like all sizes and gaps below
constexpr double kFootSize = 0.66;
constexpr double kTitleSize = 1.72;
constexpr double kLeastTitleSize = 1.3;
constexpr double kLoneTitleSize = 2.2;  // without a text below it
constexpr double kSecondLanguage = 0.80;
constexpr double kSecondTitle = 1.30;
constexpr double kGapBelowLabel = 1.0;
constexpr double kGapBelowTitle = 0.62;
constexpr double kGapBetweenLanguages = 1.5;
constexpr double kLeastText = 3.3;  // what a page holds at least, below whatever title
constexpr double kTitleLine = 1.36;
constexpr double kLabelHeight = 1.75;  // ems of the label
constexpr double kLabelPadding = 0.7;
constexpr double kFootLine = 1.4;  // ems of the foot, like the two below
constexpr double kFootGap = 0.4;   // below the line above it
constexpr double kPageMarkerWidth = 3;
constexpr int kMostFootLines = 2;
constexpr double kGapAboveFoot = 0.7;
constexpr int kMostTitleLines = 4;
constexpr double kSmallest = 0.82;  // to which running text shrinks to save a page
constexpr double kStep = 0.94;
constexpr double kShareAbove = 0.36;  // of the room that a short text leaves
constexpr Colour kLabelInk = colour(0xffffff);

// One language, set to the card's width.
struct Setting {
  std::string language;
  SetText title;
  Galley body;
  double gap = 0;  // between title and body

  double height(const GalleyPage& page) const { return title.height() + gap + page.height; }
};

// What stands on one page: one setting or, each with all of its body, several.
struct Plan {
  std::vector<std::pair<const Setting*, GalleyPage>> parts;
};

// How far a title hangs out to the left, in ems, so that its first character and not the blank half of a
// square punctuation mark stands at the margin.
double hang_of(const Setting& setting) {
  constexpr const char* kOpening[] = {"“", "‘", "（", "《", "「", "『", "【", "〈"};
  if (!is_chinese(setting.language)) return 0;
  const std::string line = setting.title.line(0);
  return std::any_of(std::begin(kOpening), std::end(kOpening),
                     [&line](const char* mark) { return line.starts_with(mark); })
             ? 0.5
             : 0;
}

class NoticeCard {
 public:
  NoticeCard(const NoticeFace& face, int width, int height, const SheetStyle& style);

  std::vector<SheetPage> draw();

 private:
  Setting set(const NoticeWords& words, double size, bool is_second) const;
  std::vector<Setting> set_all(double shrunk) const;
  double height_of(const Plan& plan) const;
  Plan whole(const std::vector<Setting>& settings) const;
  void plan_pages(std::size_t words, std::vector<Plan>& plans);
  SheetPage draw_page(const Plan& plan, std::size_t number, std::size_t count) const;
  void draw_head(Sheet& sheet, const Plan& plan) const;
  void draw_foot(Sheet& sheet, const Plan& plan, std::size_t number, std::size_t count) const;
  SetText set_office(const std::vector<std::string>& languages) const;
  TextStyle plain(double size, const Colour& ink, const std::string& language) const;

  const NoticeFace& face_;
  int width_;
  int height_;
  const SheetStyle& style_;
  double margin_x_;
  double margin_y_;
  double text_width_;
  double size_;  // of running text
  double label_size_;
  double foot_size_;
  double top_;   // of the room for title and text
  double room_;  // how high it is
  bool has_foot_ = true;
  double smallest_;                // the least part of size_ to which text shrinks
  std::vector<Setting> settings_;  // that the plans point to; never grows past what is reserved
};

NoticeCard::NoticeCard(const NoticeFace& face, int width, int height, const SheetStyle& style)
    : face_(face),
      width_(width),
      height_(height),
      style_(style),
      margin_x_(std::round(width * kMarginX)),
      margin_y_(std::round(std::min(width, height) * kMarginY)),
      text_width_(width - 2 * margin_x_),
      size_(text_width_ / kCharacters),
      smallest_(style.size > 0 ? 1 : kSmallest) {
  if (style.size > 0) size_ = style.size;
  if (style.least_size > 0) size_ = std::clamp(size_, style.least_size, style.least_size * kMostOfLeast);
  size_ = std::max(size_, 1.0);
  label_size_ = std::max(size_ * kLabelSize, style.least_size);
  foot_size_ = std::max(size_ * kFootSize, style.least_size);
  top_ = margin_y_ + label_size_ * kLabelHeight + size_ * kGapBelowLabel;
  double foot = 0;
  for (const NoticeWords& words : face.words) foot = std::max(foot, set_office({words.language}).height());
  foot += foot_size_ * kFootGap + size_ * kGapAboveFoot;
  room_ = height - margin_y_ - foot - top_;
  // In a low zone what the notice says comes before whose it is.
  if (room_ < size_ * (kTitleSize * kTitleLine + kGapBelowTitle + kLeastText)) {
    has_foot_ = false;
    room_ += foot;
  }
  room_ = std::max(1.0, room_);
  settings_.reserve(face.words.size() + 1);
}

TextStyle NoticeCard::plain(double size, const Colour& ink, const std::string& language) const {
  TextStyle text;
  text.size = size;
  text.ink = ink;
  text.language = language;
  return text;
}

Setting NoticeCard::set(const NoticeWords& words, double size, bool is_second) const {
  TextStyle title = plain(size, is_second ? style_.quiet : style_.ink, words.language);
  title.weight = TextWeight::bold;
  title.width = text_width_;
  title.line_height = kTitleLine;
  title.most_lines = kMostTitleLines;
  double part = words.body.empty() ? kLoneTitleSize : is_second ? kSecondTitle : kTitleSize;
  title.size = size * part;
  // A title takes somewhat smaller letters rather than a second line, and small ones rather than a third.
  const auto lines_at = [&](double size_part) {
    title.size = size * size_part;
    return SetText(words.title, title).lines();
  };
  const double whole = part;
  while (part > whole * kSmallest && lines_at(part) > 1) part *= kStep;
  if (lines_at(part) > 1) part = whole;
  while (part > kLeastTitleSize && lines_at(part) > 2) part *= kStep;
  title.size = size * part;
  SheetStyle style = style_;
  if (is_second) style.ink = style.quiet;
  Setting setting{words.language, set_balanced(words.title, title, style_.halo),
                  Galley(words.body, words.language, size, text_width_, style), 0};
  if (!words.body.empty()) setting.gap = size * kGapBelowTitle;
  return setting;
}

std::vector<Setting> NoticeCard::set_all(double shrunk) const {
  std::vector<Setting> settings;
  for (const NoticeWords& words : face_.words) {
    const bool is_second = !settings.empty();
    const double size = size_ * shrunk * (is_second ? kSecondLanguage : 1.0);
    settings.push_back(set(words, std::max(size, style_.least_size), is_second));
  }
  return settings;
}

Plan NoticeCard::whole(const std::vector<Setting>& settings) const {
  Plan plan;
  for (const Setting& setting : settings) plan.parts.emplace_back(&setting, setting.body.all());
  return plan;
}

double NoticeCard::height_of(const Plan& plan) const {
  double height = 0;
  for (const auto& [setting, page] : plan.parts)
    height += setting->height(page) + (height > 0 ? size_ * kGapBetweenLanguages : 0.0);
  return height;
}

void NoticeCard::plan_pages(std::size_t words, std::vector<Plan>& plans) {
  const NoticeWords& wanted = face_.words[words];
  for (double shrunk = 1; shrunk >= smallest_; shrunk *= kStep) {
    Setting setting = set(wanted, std::max(size_ * shrunk, style_.least_size), false);
    if (setting.height(setting.body.all()) > room_) continue;
    settings_.push_back(std::move(setting));
    plans.push_back({{{&settings_.back(), settings_.back().body.all()}}});
    return;
  }
  settings_.push_back(set(wanted, size_, false));
  const Setting& setting = settings_.back();
  const double left = room_ - setting.title.height() - setting.gap;
  std::vector<GalleyPage> pages = setting.body.pages(std::max(left, size_ * kLeastText));
  if (pages.size() > kMostPages) pages.resize(kMostPages);
  for (const GalleyPage& page : pages) plans.push_back({{{&setting, page}}});
}

std::vector<SheetPage> NoticeCard::draw() {
  std::vector<Plan> plans;
  for (double shrunk = 1; shrunk >= smallest_ && plans.empty(); shrunk *= kStep) {
    settings_ = set_all(shrunk);
    Plan plan = whole(settings_);
    if (height_of(plan) <= room_) plans.push_back(std::move(plan));
  }
  if (plans.empty()) {
    settings_.clear();
    settings_.reserve(face_.words.size());
    for (std::size_t i = 0; i < face_.words.size(); ++i) plan_pages(i, plans);
  }
  std::vector<SheetPage> pages;
  for (std::size_t i = 0; i < plans.size(); ++i) pages.push_back(draw_page(plans[i], i + 1, plans.size()));
  return pages;
}

SheetPage NoticeCard::draw_page(const Plan& plan, std::size_t number, std::size_t count) const {
  Sheet sheet(width_, height_);
  lay_ground(sheet, style_);
  sheet.fill_rectangle(0, 0, std::round(std::min(width_, height_) * kEdge), height_,
                       colour_of(face_.kind, style_));
  draw_head(sheet, plan);
  // A short text stands a little above the middle; pages of a long one begin at the same height.
  double y = top_ + (count > 1 ? 0.0 : std::max(0.0, room_ - height_of(plan)) * kShareAbove);
  SheetPage page;
  for (std::size_t i = 0; i < plan.parts.size(); ++i) {
    const auto& [setting, lines] = plan.parts[i];
    if (i > 0) {
      const double gap = size_ * kGapBetweenLanguages;
      sheet.fill_rectangle(margin_x_, std::round(y + gap * 0.46), size_ * 1.6,
                           std::max(1.0, std::round(size_ * 0.05)), style_.line);
      y += gap;
    }
    const SetText& title = setting->title;
    title.draw(sheet, margin_x_ - hang_of(*setting) * title.line_height() / kTitleLine, y, 0, 1);
    title.draw(sheet, margin_x_, y + title.line_height(), 1, title.lines() - 1);
    setting->body.draw(sheet, margin_x_, y + setting->title.height() + setting->gap, lines);
    y += setting->height(lines);
    std::string read = setting->body.text_of(lines);
    for (int line = 0; line < setting->title.lines(); ++line) read += setting->title.line(line) + "\n";
    // Whoever reads, reads one of the languages.
    page.reading_time = std::max({page.reading_time, kShortestPage, reading_time(read)});
  }
  if (has_foot_) draw_foot(sheet, plan, number, count);
  page.picture = std::move(sheet).take();
  return page;
}

void NoticeCard::draw_head(Sheet& sheet, const Plan& plan) const {
  const std::string language = plan.parts.empty() ? "zh" : plan.parts.front().first->language;
  TextStyle text = plain(label_size_, kLabelInk, language);
  text.weight = TextWeight::bold;
  text.line_height = kLabelHeight;
  const SetText label(kind_label(face_.kind, language), text);
  const double padding = label_size_ * kLabelPadding;
  const double height = label.height();
  sheet.fill_rounded(margin_x_, margin_y_, label.width() + 2 * padding, height, height * 0.16,
                     colour_of(face_.kind, style_));
  label.draw(sheet, margin_x_ + padding, margin_y_);
  double x = margin_x_ + label.width() + 2 * padding + label_size_ * 0.7;
  double right = width_ - margin_x_;
  text.weight = TextWeight::normal;
  text.ink = style_.quiet;
  if (face_.date) {
    for (const std::string& words :
         {date_words(*face_.date, language), short_date_words(*face_.date, language)}) {
      const SetText date(words, text, style_.halo);
      if (right - date.width() < x) continue;
      right -= date.width();
      date.draw(sheet, right, margin_y_);
      break;
    }
  }
  if (plan.parts.size() < 2) return;
  text.language = plan.parts[1].first->language;
  const SetText other(kind_label(face_.kind, text.language), text, style_.halo);
  if (x + other.width() + label_size_ < right) other.draw(sheet, x, margin_y_);
}

// The office's name, in both languages where they fit in one line.
SetText NoticeCard::set_office(const std::vector<std::string>& languages) const {
  TextStyle text = plain(foot_size_, style_.quiet, languages.empty() ? "zh" : languages.front());
  std::string name = text_in(face_.office, languages);
  const double width = text_width_ - foot_size_ * kPageMarkerWidth;
  if (languages.size() > 1) {
    const std::string second = text_in(face_.office, {languages[1]});
    const std::string both = name + "　" + second;
    if (second != name && Sheet::measure(both, text).width <= width) name = both;
  }
  text.width = std::max(1.0, width);
  text.line_height = kFootLine;
  text.most_lines = kMostFootLines;
  return {name, text, style_.halo};
}

void NoticeCard::draw_foot(Sheet& sheet, const Plan& plan, std::size_t number, std::size_t count) const {
  std::vector<std::string> languages;
  for (const auto& [setting, page] : plan.parts) languages.push_back(setting->language);
  const SetText office = set_office(languages);
  const double y = height_ - margin_y_ - office.height();
  const double thickness = std::max(1.0, std::round(std::min(width_, height_) / 540.0));
  sheet.fill_rectangle(margin_x_, std::round(y - foot_size_ * kFootGap), text_width_, thickness, style_.line);
  office.draw(sheet, margin_x_, y);
  if (count < 2) return;
  TextStyle text = plain(foot_size_, style_.quiet, "en");
  text.weight = TextWeight::bold;
  text.line_height = kFootLine;
  const SetText marker(fmt::format("{}/{}", number, count), text, style_.halo);
  marker.draw(sheet, width_ - margin_x_ - marker.width(), y);
}

}  // namespace

NoticeFace notice_face(const Notice& notice, const LocalizedText& office,
                       const std::vector<std::string>& languages) {
  NoticeFace face;
  face.kind = notice.kind;
  face.date = notice.date;
  face.office = office;
  const auto add = [&face](const std::string& language, const NoticeText& text) {
    face.words.push_back({language, text.title, parse_markdown(text.body)});
  };
  for (const std::string& language : languages) {
    const auto text = notice.texts.find(language);
    if (text != notice.texts.end() && face.words.size() < kMostLanguages) add(language, text->second);
  }
  if (face.words.empty() && !notice.texts.empty())
    add(notice.texts.begin()->first, notice.texts.begin()->second);
  return face;
}

std::vector<SheetPage> draw_notice(const NoticeFace& face, int width, int height, const SheetStyle& style) {
  return NoticeCard(face, width, height, style).draw();
}

}  // namespace crier
