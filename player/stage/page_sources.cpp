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

// Pages that take turns for ever, from `begins` on; which one is on is found by arithmetic.
Page turn_of(std::vector<SheetPage> pages, Nanoseconds fixed, WallTime begins, WallTime ends, WallTime time) {
  Page page;
  page.begins = begins;
  page.ends = ends;
  if (pages.empty()) return page;
  const auto length = [&](const SheetPage& sheet) {
    return fixed > Nanoseconds{0} ? fixed : sheet.reading_time;
  };
  Nanoseconds cycle{0};
  for (const SheetPage& sheet : pages) cycle += length(sheet);
  const WallTime origin = begins == WallTime::min() ? WallTime{} : begins;
  if (pages.size() > 1 && cycle > Nanoseconds{0}) {
    const Nanoseconds since = time - origin;
    WallTime start = time - since % cycle;
    for (SheetPage& sheet : pages) {
      const WallTime end = start + length(sheet);
      if (time < end) {
        page.begins = std::max(start, begins);
        page.ends = std::min(end, ends);
        page.tiles.push_back(std::move(sheet.picture));
        return page;
      }
      start = end;
    }
  }
  page.tiles.push_back(std::move(pages.front().picture));
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

// Keeps the pages of the stretch it drew last: they take turns many times before they change.
class NoticePages {
 public:
  explicit NoticePages(ZoneFacts facts) : facts_(std::move(facts)) {}

  Page operator()(WallTime time) {
    const auto notices = notices_at(*facts_.office, time, facts_.layout.notices);
    const Stretch stretch = notices_unchanged(*facts_.office, time, facts_.layout.notices);
    if (!lengths_known_for_ || *lengths_known_for_ != stretch.begins) measure(notices);
    lengths_known_for_ = stretch.begins;
    Page page;
    page.begins = stretch.begins;
    page.ends = stretch.ends;
    if (lengths_.empty()) return page;
    const WallTime origin = stretch.begins == WallTime::min() ? WallTime{} : stretch.begins;
    WallTime start = time - (time - origin) % cycle_;
    for (const Length& length : lengths_) {
      if (time < start + length.time) {
        page.begins = std::max(start, stretch.begins);
        page.ends = std::min(start + length.time, stretch.ends);
        auto pages = draw(*notices[length.notice]);
        page.tiles.push_back(std::move(pages[length.page].picture));
        return page;
      }
      start += length.time;
    }
    return page;
  }

 private:
  struct Length {
    std::size_t notice;
    std::size_t page;
    Nanoseconds time;
  };

  std::vector<SheetPage> draw(const Notice& notice) const {
    return draw_notice(notice_face(notice, facts_.office->name, facts_.languages), facts_.width,
                       facts_.height, facts_.style);
  }

  void measure(const std::vector<const Notice*>& notices) {
    lengths_.clear();
    cycle_ = Nanoseconds{0};
    for (std::size_t i = 0; i < notices.size(); ++i) {
      const auto pages = draw(*notices[i]);
      for (std::size_t k = 0; k < pages.size(); ++k) {
        const Nanoseconds time =
            facts_.layout.page > Nanoseconds{0} ? facts_.layout.page : pages[k].reading_time;
        lengths_.push_back({i, k, time});
        cycle_ += time;
      }
    }
  }

  ZoneFacts facts_;
  std::optional<WallTime> lengths_known_for_;
  std::vector<Length> lengths_;
  Nanoseconds cycle_{0};
};

}  // namespace

PageSource picture_source(const ZoneFacts& facts, Log& log) {
  return [facts, &log](WallTime) {
    const bool is_logo = facts.layout.kind == ZoneKind::logo;
    const auto medium = facts.layout.medium ? facts.layout.medium
                        : is_logo           ? facts.office->logo
                                            : std::nullopt;
    if (medium) {
      const Medium& file = facts.office->media[*medium];
      auto picture = load_still(file.path, facts.width, facts.height, facts.layout.fit, kNever);
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
    return turn_of(draw_text(facts.layout.text, facts.languages, facts.width, facts.height, facts.style),
                   facts.layout.page, WallTime::min(), WallTime::max(), time);
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
