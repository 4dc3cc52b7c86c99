// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/alert_watch.hpp"

#include <gtest/gtest.h>

#include <cstdio>

#include "config/time_text.hpp"
#include "tests/content/alerts/messages.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

double milliseconds_since(MonotonicTime begin) {
  return std::chrono::duration<double, std::milli>(SystemClock().monotonic() - begin).count();
}

// A watch of one folder, at nine o'clock, and a way to wait for its news.
class Watched {
 public:
  explicit Watched(std::filesystem::path folder, Nanoseconds rescan = 10min)
      : clock_(nine_o_clock()),
        watch_({.folders = {std::move(folder)},
                .audience = {.tags = {}, .languages = {"zh"}},
                .changed = [this] { news_.update([](int& count) { ++count; }); },
                .rescan = rescan},
               clock_, log_) {}

  std::string shown() const {
    std::string text;
    for (const ShownAlert& alert : watch_.shown(clock_.wall()))
      text += (text.empty() ? "" : " ") + alert.alert->identifier;
    return text;
  }

  // Whether it shows just these, now or within some seconds.
  bool comes_to_show(const std::string& wanted) const {
    return news_.wait_until(SystemClock().monotonic() + 10s, {}, [&](int) { return shown() == wanted; });
  }

  // Waits until the watch has surely looked at all that happened before: it shows a marker and withdraws it.
  void settle(const std::filesystem::path& folder) const {
    const std::string before = shown();
    write_file(folder / "zz-marker.xml",
               to_xml(CapText{.identifier = "zz", .infos = {{.severity = "Minor"}}}));
    EXPECT_TRUE(comes_to_show(before.empty() ? "zz" : before + " zz"));
    std::filesystem::remove(folder / "zz-marker.xml");
    EXPECT_TRUE(comes_to_show(before));
  }

  const AlertWatch& watch() const { return watch_; }

 private:
  ManualClock clock_;
  Log log_{LogLevel::error};
  Latest<int> news_{0};
  AlertWatch watch_;
};

const std::string kCancel = to_xml(CapText{.identifier = "B",
                                           .sent = "2026-11-24T08:30:00+08:00",
                                           .message = "Cancel",
                                           .references = "warn@example.org,A,2026-11-24T08:00:00+08:00",
                                           .infos = {}});

TEST(AlertWatch, shows_a_file_at_once_and_clears_it_with_a_cancel) {
  const TemporaryFolder folder;
  const Watched watched(folder.path());
  EXPECT_EQ(watched.watch().revision(), 0U);
  MonotonicTime begin = SystemClock().monotonic();
  write_file(folder / "a.xml", to_xml(CapText{}));
  ASSERT_TRUE(watched.comes_to_show("A"));
  const double raised = milliseconds_since(begin);
  EXPECT_EQ(watched.watch().revision(), 1U);
  begin = SystemClock().monotonic();
  write_file(folder / "b.xml", kCancel);
  ASSERT_TRUE(watched.comes_to_show(""));
  const double cleared = milliseconds_since(begin);
  EXPECT_EQ(watched.watch().revision(), 2U);
  std::printf("raised %.1f ms after the file appeared, cleared %.1f ms after the Cancel\n", raised, cleared);
  EXPECT_LT(raised, 1000);
  EXPECT_LT(cleared, 1000);
}

TEST(AlertWatch, shows_a_file_that_is_moved_into_place) {
  const TemporaryFolder folder;
  const Watched watched(folder.path());
  write_file(folder / "a.xml.tmp", to_xml(CapText{}));
  std::filesystem::rename(folder / "a.xml.tmp", folder / "a.xml");
  EXPECT_TRUE(watched.comes_to_show("A"));
}

TEST(AlertWatch, withdraws_a_file_that_is_deleted) {
  const TemporaryFolder folder;
  const Watched watched(folder.path());
  write_file(folder / "a.xml", to_xml(CapText{}));
  ASSERT_TRUE(watched.comes_to_show("A"));
  std::filesystem::remove(folder / "a.xml");
  EXPECT_TRUE(watched.comes_to_show(""));
}

TEST(AlertWatch, waits_for_a_folder_that_comes_later) {
  const TemporaryFolder folder;
  const Watched watched(folder / "alerts", 50ms);
  EXPECT_EQ(watched.shown(), "");
  write_file(folder / "alerts/a.xml", to_xml(CapText{}));
  EXPECT_TRUE(watched.comes_to_show("A"));
}

TEST(AlertWatch, a_vanished_folder_is_no_all_clear) {
  const TemporaryFolder folder;
  const TemporaryFolder other;
  AlertWatchOptions options{.folders = {folder / "alerts", other.path()}, .audience = {}, .changed = {}};
  ManualClock clock(nine_o_clock());
  Log log(LogLevel::error);
  Latest<int> news(0);
  options.changed = [&news] { news.update([](int& count) { ++count; }); };
  write_file(folder / "alerts/a.xml", to_xml(CapText{}));
  const AlertWatch watch(options, clock, log);
  const auto shows = [&](std::size_t count) {
    return news.wait_until(SystemClock().monotonic() + 10s, {},
                           [&](int) { return watch.shown(clock.wall()).size() == count; });
  };
  ASSERT_TRUE(shows(1));
  std::filesystem::rename(folder / "alerts", folder / "gone");
  write_file(other / "b.xml", to_xml(CapText{.identifier = "B"}));
  EXPECT_TRUE(shows(2)) << "what is read after the folder vanished";
  EXPECT_EQ(watch.shown(moment("2026-11-24T12:00:00+08:00")).size(), 0U) << "but it expires";
}

TEST(AlertWatch, a_half_written_file_counts_when_it_is_whole) {
  const TemporaryFolder folder;
  const Watched watched(folder.path());
  const std::string text = to_xml(CapText{});
  write_file(folder / "a.xml", text.substr(0, 300));
  watched.settle(folder.path());
  EXPECT_EQ(watched.shown(), "");
  write_file(folder / "a.xml", text);
  EXPECT_TRUE(watched.comes_to_show("A"));
  write_file(folder / "a.xml", text.substr(0, 300));
  watched.settle(folder.path());
  EXPECT_EQ(watched.shown(), "A") << "a file that breaks leaves what it said";
}

TEST(AlertWatch, shows_alerts_though_the_clock_was_never_set) {
  const TemporaryFolder folder;
  write_file(folder / "a.xml", to_xml(CapText{}));
  const ManualClock clock{WallTime()};
  Log log(LogLevel::error);
  Latest<int> news(0);
  const AlertWatch watch({.folders = {folder.path()}, .audience = {}, .changed = [&news] { news.put(1); }},
                         clock, log);
  EXPECT_TRUE(news.wait_until(SystemClock().monotonic() + 10s, {}, [](int count) { return count > 0; }));
  EXPECT_EQ(watch.shown(clock.wall()).size(), 1U);
}

TEST(AlertWatch, raises_and_clears_by_the_clock_alone) {
  const TemporaryFolder folder;
  const WallTime now = SystemClock().wall();
  const auto in_text = [&](Nanoseconds later) {
    return format_time(std::chrono::floor<std::chrono::seconds>(now + later), 8h);
  };
  write_file(
      folder / "a.xml",
      to_xml(CapText{.sent = in_text(-1min), .infos = {{.effective = in_text(1s), .expires = in_text(2s)}}}));
  const SystemClock clock;
  Log log(LogLevel::error);
  Latest<int> news(0);
  const AlertWatch watch({.folders = {folder.path()},
                          .audience = {},
                          .changed = [&news] { news.update([](int& count) { ++count; }); },
                          .rescan = 10min},
                         clock, log);
  EXPECT_TRUE(news.wait_until(clock.monotonic() + 10s, {}, [](int count) { return count >= 2; }));
  EXPECT_EQ(watch.revision(), 2U);
  EXPECT_TRUE(watch.shown(clock.wall()).empty());
}

TEST(AlertWatch, looks_by_itself_where_nothing_tells_it) {
  const TemporaryFolder folder;
  // A folder that comes with its grandparent is seen by no watch.
  const Watched watched(folder / "not/yet/there", 20ms);
  write_file(folder / "not/yet/there/a.xml", to_xml(CapText{}));
  EXPECT_TRUE(watched.comes_to_show("A"));
}

}  // namespace
}  // namespace crier
