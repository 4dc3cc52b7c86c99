// SPDX-License-Identifier: Apache-2.0
// How long the planner takes: one answer, and loading and planning a year of ten thousand recurring events.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <random>
#include <string>

#include "content/schedule/planner.hpp"

namespace crier {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr int kEvents = 10'000;
constexpr WallTime kYearBegin = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
constexpr WallTime kYearEnd = std::chrono::sys_days{std::chrono::year{2027} / 1 / 1};

std::string make_calendar(const std::string& kind) {
  std::mt19937 random(7);
  const auto pick = [&random](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  const char* const weekdays[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//crier//benchmark//EN\r\n";
  for (int i = 0; i < kEvents; ++i) {
    std::string rule = "FREQ=DAILY";
    if (kind == "weekly" || (kind == "mixed" && i % 4 == 0))
      rule = fmt::format("FREQ=WEEKLY;BYDAY={}", weekdays[pick(7)]);
    if (kind == "mixed" && i % 4 == 1)
      rule = fmt::format("FREQ=MONTHLY;BYDAY={}{}", 1 + pick(4), weekdays[pick(7)]);
    if (kind == "mixed" && i % 4 == 2)
      rule = fmt::format("FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}", 1 + pick(12), 1 + pick(28));
    if (kind == "mixed" && i % 4 == 3) rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR";
    text += fmt::format(
        "BEGIN:VEVENT\r\nUID:{0}@benchmark\r\nDTSTAMP:20250101T000000Z\r\nDTSTART;TZID=Asia/"
        "Shanghai:202501{1:02}T{2:02}"
        "{3:02}00\r\nDURATION:PT{4}M\r\nRRULE:{5}\r\nSUMMARY:p{6}\r\nPRIORITY:{7}\r\nEND:VEVENT\r\n",
        i, 1 + pick(28), pick(24), pick(60), 5 + pick(115), rule, pick(4), 1 + pick(9));
  }
  return text + "END:VCALENDAR\r\n";
}

Office make_office(const std::string& kind) {
  Office office;
  Channel channel;
  channel.id = "main";
  channel.default_playlist = "p0";
  for (int p = 0; p < 4; ++p) {
    Playlist playlist;
    playlist.name = fmt::format("p{}", p);
    for (int i = 0; i < 10; ++i) {
      Medium medium;
      medium.name = fmt::format("media/{}-{}.mp4", p, i);
      medium.duration = seconds{10 + i};
      Item item;
      item.medium = office.media.size();
      item.duration = medium.duration;
      item.weight = static_cast<unsigned>(1 + i % 3);
      office.media.push_back(medium);
      playlist.items.push_back(item);
    }
    channel.playlists[playlist.name] = playlist;
  }
  channel.calendar_name = "main.ics";
  if (!kind.empty()) channel.calendar = make_calendar(kind);
  office.channels["main"] = channel;
  office.screens.push_back({"main", "main", {}, 0, 0, 0});
  return office;
}

void load_and_plan_year(benchmark::State& state, const std::string& kind) {
  const Office office = make_office(kind);
  for (auto _ : state) {
    auto planner = Planner::create(office, office.screens.front());
    planner->expand(kYearBegin, kYearEnd);
    benchmark::DoNotOptimize(planner->at(kYearBegin + days{180}));
  }
}

void one_answer(benchmark::State& state, const std::string& kind) {
  const Office office = make_office(kind);
  auto planner = Planner::create(office, office.screens.front());
  planner->expand(kYearBegin, kYearEnd);
  std::mt19937_64 random(11);
  const auto year = static_cast<std::uint64_t>((kYearEnd - kYearBegin).count());
  for (auto _ : state) {
    const WallTime time = kYearBegin + Nanoseconds{static_cast<std::int64_t>(random() % year)};
    benchmark::DoNotOptimize(planner->at(time));
  }
}

BENCHMARK_CAPTURE(load_and_plan_year, weekly, std::string("weekly"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(load_and_plan_year, mixed, std::string("mixed"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(load_and_plan_year, daily, std::string("daily"))->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(one_answer, weekly, std::string("weekly"))->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(one_answer, daily, std::string("daily"))->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace crier

BENCHMARK_MAIN();
