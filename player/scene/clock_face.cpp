// SPDX-License-Identifier: Apache-2.0
#include "player/scene/clock_face.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "player/scene/set_text.hpp"
#include "player/scene/words.hpp"

namespace crier {
namespace {

constexpr double kClockMargin = 0.08;  // of the shorter side
constexpr double kTimeLine = 1.06;     // ems of the time
constexpr double kDateSize = 0.27;     // to the time, like the two below
constexpr double kOtherDateSize = 0.21;
constexpr double kClockGap = 0.10;
constexpr double kDateLine = 1.45;   // ems of the date
constexpr double kLowZone = 3.2;     // width to height, from which the date stands beside the time
constexpr double kBesideGap = 0.34;  // ems of the time
constexpr double kBesideDateSize = 0.36;
constexpr double kBesideOtherDateSize = 0.29;
constexpr double kProbe = 100;  // the size at which all is measured first

// Set with the time `size` high: the time, then the dates.
struct Face {
  SetText time;
  std::vector<SetText> dates;

  double dates_width() const {
    double widest = 0;
    for (const SetText& date : dates) widest = std::max(widest, date.width());
    return widest;
  }
  double dates_height() const {
    double height = 0;
    for (const SetText& date : dates) height += date.height();
    return height;
  }
};

Face set(const std::string& time, const std::vector<std::pair<std::string, std::string>>& dates, double size,
         bool is_low, const SheetStyle& style) {
  TextStyle text;
  text.language = "en";  // figures of one width, and a narrow colon
  text.size = size;
  text.weight = TextWeight::bold;
  text.ink = style.ink;
  text.line_height = kTimeLine;
  Face face{SetText(time, text, style.halo * 0.5), {}};
  text.weight = TextWeight::normal;
  text.line_height = kDateLine;
  for (const auto& [language, words] : dates) {
    const bool is_first = face.dates.empty();
    text.language = language;
    text.size = size * (is_low     ? is_first ? kBesideDateSize : kBesideOtherDateSize
                        : is_first ? kDateSize
                                   : kOtherDateSize);
    text.ink = is_first ? style.ink : style.quiet;
    face.dates.emplace_back(words, text, style.halo);
  }
  return face;
}

}  // namespace

Picture draw_clock(WallTime time, std::chrono::seconds utc_offset, const std::vector<std::string>& languages,
                   int width, int height, const SheetStyle& style) {
  const WallTime local = time + utc_offset;
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const std::chrono::hh_mm_ss clock{local - day};
  const std::string figures = fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
  std::vector<std::pair<std::string, std::string>> dates;
  for (const std::string& language : languages)
    if (dates.size() < 2) dates.emplace_back(language, day_words(std::chrono::year_month_day{day}, language));
  const bool is_low = width > kLowZone * height && !dates.empty();
  const double margin = std::min(width, height) * kClockMargin;
  const double wide = std::max(1.0, width - 2 * margin);
  const double high = std::max(1.0, height - 2 * margin);
  const Face probe = set(figures, dates, kProbe, is_low, style);
  const double gap = dates.empty() ? 0 : kClockGap;
  double probe_width = std::max(probe.time.width(), probe.dates_width());
  double probe_height = probe.time.height() + gap * kProbe + probe.dates_height();
  if (is_low) {
    probe_width = probe.time.width() + kBesideGap * kProbe + probe.dates_width();
    probe_height = std::max(probe.time.height(), probe.dates_height());
  }
  double size = kProbe * std::min(wide / probe_width, high / probe_height);
  if (style.size > 0) size = std::min(size, style.size / (is_low ? kBesideDateSize : kDateSize));
  const Face face = set(figures, dates, size, is_low, style);
  Sheet sheet(width, height);
  lay_ground(sheet, style);
  if (is_low) {
    const double total = face.time.width() + kBesideGap * size + face.dates_width();
    double x = (width - total) / 2;
    face.time.draw(sheet, x, (height - face.time.height()) / 2);
    x += face.time.width() + kBesideGap * size;
    double y = (height - face.dates_height()) / 2;
    for (const SetText& date : face.dates) {
      date.draw(sheet, x, y);
      y += date.height();
    }
  } else {
    double y = (height - face.time.height() - gap * size - face.dates_height()) / 2;
    face.time.draw(sheet, (width - face.time.width()) / 2, y);
    y += face.time.height() + gap * size;
    for (const SetText& date : face.dates) {
      date.draw(sheet, (width - date.width()) / 2, y);
      y += date.height();
    }
  }
  return std::move(sheet).take();
}

WallTime next_clock_change(WallTime time) {
  return std::chrono::floor<std::chrono::minutes>(time) + std::chrono::minutes{1};
}

}  // namespace crier
