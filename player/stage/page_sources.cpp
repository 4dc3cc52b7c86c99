// SPDX-License-Identifier: Apache-2.0
#include "player/stage/page_sources.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "content/notices/notices_in_force.hpp"
#include "player/scene/clock_face.hpp"
#include "player/scene/notice_card.hpp"
#include "player/scene/office_name.hpp"
#include "player/scene/qr_tile.hpp"
#include "player/scene/still_picture.hpp"
#include "player/scene/text_panel.hpp"
#include "player/scene/ticker_strip.hpp"

namespace crier {
namespace {

const std::atomic<bool> kNever{false};

Page one_page(Picture picture) {
  Page page;
  page.tiles.push_back(std::move(picture));
  return page;
}

// The stretch of time around `time` in which the same notices are in force.
struct Stretch {
  WallTime begins = WallTime::min();
  WallTime ends = WallTime::max();
};

Stretch notices_unchanged(const Office& office, WallTime time, const std::vector<NoticeKind>& kinds) {
  Stretch stretch;
  if (const auto next = next_notice_change(office, time, kinds)) stretch.ends = *next;
  // Changes are at beginnings and ends of notices: the latest one up to now began the stretch.
  for (const Notice& notice : office.notices) {
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), notice.kind) == kinds.end()) continue;
    for (const auto& moment : {notice.from, notice.until}) {
      if (moment && *moment <= time) stretch.begins = std::max(stretch.begins, *moment);
    }
  }
  return stretch;
}

// Which of several pages is on at a moment of the stretch, and from when until when.
struct PageTurn {
  std::size_t page = 0;
  Stretch on;
};

// Pages that take turns for as long as the stretch lasts: found by arithmetic from its begin. A single one
// stays.
PageTurn turn_at(const std::vector<Nanoseconds>& lengths, const Stretch& stretch, WallTime time) {
  Nanoseconds cycle{0};
  for (const Nanoseconds length : lengths) cycle += length;
  if (lengths.size() <= 1 || cycle <= Nanoseconds{0}) return {0, stretch};
  const WallTime origin = stretch.begins == WallTime::min() ? WallTime{} : stretch.begins;
  WallTime start = time - (time - origin) % cycle;
  std::size_t page = 0;
  while (page + 1 < lengths.size() && time >= start + lengths[page]) start += lengths[page++];
  return {page, {std::max(start, stretch.begins), std::min(start + lengths[page], stretch.ends)}};
}

Nanoseconds length_of(const SheetPage& sheet, const ZoneLayout& layout) {
  return layout.page > Nanoseconds{0} ? layout.page : sheet.reading_time;
}

// Keeps how long each page of the stretch stays: they take turns many times before they change.
class NoticePages {
 public:
  explicit NoticePages(ZoneFacts facts) : facts_(std::move(facts)) {}

  Page operator()(WallTime time) {
    const auto notices = notices_at(*facts_.office, time, facts_.layout.notices);
    const Stretch stretch = notices_unchanged(*facts_.office, time, facts_.layout.notices);
    if (!lengths_known_for_ || *lengths_known_for_ != stretch.begins) measure(notices);
    lengths_known_for_ = stretch.begins;
    const PageTurn turn = turn_at(lengths_, stretch, time);
    Page page;
    page.begins = turn.on.begins;
    page.ends = turn.on.ends;
    if (places_.empty()) return page;
    const Place place = places_[turn.page];
    page.tiles.push_back(std::move(draw(*notices[place.notice])[place.page].picture));
    return page;
  }

 private:
  struct Place {
    std::size_t notice;
    std::size_t page;
  };

  std::vector<SheetPage> draw(const Notice& notice) const {
    return draw_notice(notice_face(notice, facts_.office->name, facts_.languages), facts_.width,
                       facts_.height, facts_.style);
  }

  void measure(const std::vector<const Notice*>& notices) {
    lengths_.clear();
    places_.clear();
    for (std::size_t i = 0; i < notices.size(); ++i) {
      const auto pages = draw(*notices[i]);
      for (std::size_t k = 0; k < pages.size(); ++k) {
        lengths_.push_back(length_of(pages[k], facts_.layout));
        places_.push_back({i, k});
      }
    }
  }

  ZoneFacts facts_;
  std::optional<WallTime> lengths_known_for_;
  std::vector<Nanoseconds> lengths_;  // of all pages of all notices
  std::vector<Place> places_;         // beside lengths_
};

}  // namespace

PageSource picture_source(const ZoneFacts& facts, Log& log, FileCheck check) {
  return [facts, &log, check = std::move(check)](WallTime) {
    const bool is_logo = facts.layout.kind == ZoneKind::logo;
    const auto medium = facts.layout.medium ? facts.layout.medium
                        : is_logo           ? facts.office->logo
                                            : std::nullopt;
    if (medium) {
      const Medium& file = facts.office->media[*medium];
      const auto checked = check ? check(file.path) : Result<void>();
      auto picture = checked ? load_still(file.path, facts.width, facts.height, facts.layout.fit, kNever)
                             : Result<Picture>(tl::unexpected(checked.error()));
      if (picture) return one_page(std::move(*picture));
      log.warning("picture-skipped", {{"medium", file.name}, {"reason", picture.error().message}});
    }
    if (!is_logo) return Page{};
    return one_page(
        draw_office_name(facts.office->name, facts.languages, facts.width, facts.height, facts.style));
  };
}

PageSource qr_source(const ZoneFacts& facts, Log& log) {
  return [facts, &log](WallTime) {
    std::vector<std::pair<std::string, std::string>> words;
    for (const std::string& language : facts.languages) {
      if (const auto text = facts.layout.text.find(language); text != facts.layout.text.end())
        words.emplace_back(language, text->second);
    }
    auto tile = draw_qr(facts.layout.code, words, facts.width, facts.height, facts.style);
    if (tile) return one_page(std::move(*tile));
    log.warning("qr-skipped", {{"zone", facts.layout.name}, {"reason", tile.error().message}});
    return Page{};
  };
}

PageSource clock_source(const ZoneFacts& facts, const Zone& time_zone) {
  return [facts, time_zone](WallTime time) {
    const UtcSeconds now = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    Page page = one_page(draw_clock(time, std::chrono::seconds{time_zone.offset_at(now)}, facts.languages,
                                    facts.width, facts.height, facts.style));
    page.ends = next_clock_change(time);
    page.begins = page.ends - std::chrono::minutes{1};
    return page;
  };
}

PageSource text_source(const ZoneFacts& facts) {
  if (facts.layout.text.empty()) return NoticePages(facts);
  return [facts](WallTime time) {
    auto pages = draw_text(facts.layout.text, facts.languages, facts.width, facts.height, facts.style);
    std::vector<Nanoseconds> lengths;
    for (const SheetPage& page : pages) lengths.push_back(length_of(page, facts.layout));
    const PageTurn turn = turn_at(lengths, {}, time);
    Page page = one_page(std::move(pages[turn.page].picture));
    page.begins = turn.on.begins;
    page.ends = turn.on.ends;
    return page;
  };
}

PageSource ticker_source(const ZoneFacts& facts) {
  return [facts](WallTime time) {
    const Stretch stretch = notices_unchanged(*facts.office, time, facts.layout.notices);
    Page page;
    page.begins = stretch.begins;
    page.ends = stretch.ends;
    std::vector<TickerEntry> entries;
    for (const Notice* const notice : notices_at(*facts.office, time, facts.layout.notices))
      entries.push_back(ticker_entry(*notice, facts.languages));
    if (entries.empty()) return page;
    page.tiles = make_ticker_strip(entries, facts.height, facts.width, facts.style).tiles;
    return page;
  };
}

}  // namespace crier
