// SPDX-License-Identifier: Apache-2.0
// What must hold for every office and every calendar: tried on random ones.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "tests/content/schedule/offices.hpp"

namespace crier {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr int kPlaylists = 4;

Office random_office() {
  std::string events;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    const int begin = *rc::gen::inRange(0, 24 * 3600);
    const int length = *rc::gen::inRange(1, 6 * 3600);
    const char* const rule = *rc::gen::element(
        "", "RRULE:FREQ=DAILY\r\n", "RRULE:FREQ=WEEKLY;BYDAY=MO,TH\r\n", "RRULE:FREQ=HOURLY;INTERVAL=5\r\n");
    const int day = *rc::gen::inRange(1, 9);
    events += event(
        fmt::format("e{}", i), fmt::format("p{}", *rc::gen::inRange(0, kPlaylists)),
        fmt::format(
            "DTSTART;TZID=Asia/Shanghai:202603{:02}T{:02}{:02}{:02}\r\nDURATION:PT{}S\r\n{}PRIORITY:{}\r\n",
            day, begin / 3600, begin / 60 % 60, begin % 60, length, rule, *rc::gen::inRange(0, 10)));
  }
  Office office = make_office(events);
  for (int p = 0; p < kPlaylists; ++p) {
    std::vector<ListedItem> items;
    for (int i = *rc::gen::inRange(0, 4); i >= 0; --i) {
      items.push_back({fmt::format("m{}-{}", p, i),
                       Nanoseconds{*rc::gen::inRange<std::int64_t>(500'000'000, 90'000'000'000)},
                       *rc::gen::inRange(1U, 4U)});
    }
    add_playlist(office, p == 0 ? "default" : fmt::format("p{}", p), items);
  }
  if (*rc::gen::inRange(0, 3) == 0) {
    office.channels["main"].playlists["p1"].items[0].valid_from =
        shanghai(3, *rc::gen::inRange(1, 9), 12, 0, 1);
  }
  return office;
}

bool same(const Presentation& a, const Presentation& b) {
  return a.item == b.item && a.begins == b.begins && a.ends == b.ends && a.position == b.position &&
         a.slot_uid == b.slot_uid && a.overrun == b.overrun;
}

void check(const std::function<void()>& property) {
  EXPECT_TRUE(rc::check("", property));
}

TEST(PlannerProperty, PresentationsTileTimeWithoutGapOrOverlap) {
  check([] {
    const Office office = random_office();
    auto planner = Planner::create(office, office.screens.front());
    RC_ASSERT(planner.has_value());
    const WallTime from = shanghai(3, *rc::gen::inRange(1, 12), *rc::gen::inRange(0, 24));
    const auto presentations = planner->between(from, from + hours{2});
    RC_ASSERT(!presentations.empty());
    RC_ASSERT(presentations.front().begins <= from);
    RC_ASSERT(presentations.back().ends >= from + hours{2});
    for (std::size_t i = 0; i + 1 < presentations.size(); ++i) {
      RC_ASSERT(presentations[i].ends == presentations[i + 1].begins);
      RC_ASSERT(presentations[i].begins < presentations[i].ends);
    }
  });
}

TEST(PlannerProperty, TheAnswerDependsNeitherOnTheWindowNorOnEarlierQuestions) {
  check([] {
    const Office office = random_office();
    auto wide = Planner::create(office, office.screens.front());
    RC_ASSERT(wide.has_value());
    wide->expand(shanghai(3, 1, 0), shanghai(3, 14, 0));
    std::vector<int> offsets = *rc::gen::container<std::vector<int>>(8, rc::gen::inRange(0, 12 * 86'400));
    auto wandering = Planner::create(office, office.screens.front());
    for (const int offset : offsets) {
      const WallTime time = shanghai(3, 1, 0) + seconds{offset};
      auto fresh = Planner::create(office, office.screens.front());
      fresh->expand(time, time + seconds{1});
      const Presentation answer = wide->at(time);
      RC_ASSERT(same(answer, wandering->at(time)));
      RC_ASSERT(same(answer, fresh->at(time)));
      RC_ASSERT(answer.begins <= time);
      RC_ASSERT(time < answer.ends);
    }
  });
}

TEST(PlannerProperty, EveryMomentOfAPresentationAnswersWithIt) {
  check([] {
    const Office office = random_office();
    auto planner = Planner::create(office, office.screens.front());
    RC_ASSERT(planner.has_value());
    const WallTime time =
        shanghai(3, *rc::gen::inRange(1, 12), *rc::gen::inRange(0, 24), *rc::gen::inRange(0, 60));
    const Presentation answer = planner->at(time);
    const Presentation first = planner->at(answer.begins);
    const Presentation last = planner->at(answer.ends - Nanoseconds{1});
    RC_ASSERT(first.item == answer.item);
    RC_ASSERT(first.ends == answer.ends);
    RC_ASSERT(last.item == answer.item);
    RC_ASSERT(last.begins == answer.begins);
  });
}

}  // namespace
}  // namespace crier
