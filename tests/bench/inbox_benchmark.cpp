// SPDX-License-Identifier: Apache-2.0
// inbox-benchmark [REPORTS [FOLDER]]: how long lists, filters and counts take in an inbox of that many
// made-up reports (1,000,000) of three years, in the way each command asks: with a look at the history.
// FOLDER keeps the inbox for the next run.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "content/inbox/figures.hpp"
#include "content/inbox/inbox.hpp"
#include "content/report_form/report_form_file.hpp"
#include "content/sealing/hpke.hpp"
#include "content/sealing/randomness.hpp"

namespace crier {
namespace {

using Stopwatch = std::chrono::steady_clock;

constexpr std::int64_t kDefaultReports = 1'000'000;
constexpr int kDays = 1'095;
constexpr int kRounds = 20;
constexpr double kMostMilliseconds = 100;
const std::chrono::sys_days kFirst{std::chrono::year{2024} / 1 / 1};

double milliseconds_since(Stopwatch::time_point begin) {
  return std::chrono::duration<double, std::milli>(Stopwatch::now() - begin).count();
}

Arrival made_up(const ReportForm& form, std::mt19937& random, const AnswerAddress& address,
                std::chrono::sys_days day) {
  OpenedReport opened;
  Report& report = opened.report;
  report.id = new_report_id();
  report.category = SecretText(form.categories[random() % form.categories.size()].key);
  report.what = SecretText("先让小额返利，再要求垫付，垫付后无法提现。");
  report.language = "zh";
  report.site = "T1-hall-01";
  report.answer = address;
  report.filed = day - std::chrono::days(random() % 4);
  Arrival arrival{{}, report.site, std::move(opened)};
  fill_randomly(arrival.id);
  return arrival;
}

// One day's reports in one transaction.
bool fill(Inbox& inbox, std::int64_t count) {
  std::mt19937 random(1);
  const auto pair = new_hpke_pair();
  AnswerAddress address;
  fill_randomly(address.label);
  address.key = pair->public_key;
  const auto begin = Stopwatch::now();
  for (int day = 0; day < kDays; ++day) {
    const std::int64_t until = count * (day + 1) / kDays;
    const std::chrono::sys_days date = kFirst + std::chrono::days(day);
    std::vector<Arrival> arrivals;
    for (std::int64_t i = count * day / kDays; i < until; ++i)
      arrivals.push_back(made_up(inbox.rules().form, random, address, date));
    if (const auto taken = inbox.take(arrivals, {date, date, "benchmark"}); !taken) {
      fmt::print(stderr, "inbox-benchmark: {}\n", taken.error().message);
      return false;
    }
  }
  const double seconds = milliseconds_since(begin) / 1'000;
  fmt::print("{} reports taken in {:.0f} s, {:.0f} a second\n", count, seconds,
             static_cast<double>(count) / seconds);
  return true;
}

// Nine in ten are ended, as officers would have done one by one.
bool end_most(Inbox& inbox) {
  return inbox.file()
      .run(
          "UPDATE report SET triaged = received + number % 9, accepted = received + number % 9, "
          "status = CASE number % 10 WHEN 0 THEN 2 WHEN 1 THEN 3 WHEN 2 THEN 4 WHEN 3 THEN 5 ELSE 6 END, "
          "outcome = CASE number % 10 WHEN 0 THEN 0 WHEN 1 THEN 1 + number % 3 WHEN 2 THEN 0 WHEN 3 THEN 0 "
          "ELSE 4 + number % 5 END WHERE number % 20 <> 1;"
          "UPDATE report SET closed = received + number % 50, kept_from = received + number % 50, "
          "due_triage = NULL, due_reply = NULL, due_citizen = NULL WHERE status IN (3, 4, 6);"
          "UPDATE report SET due_triage = NULL WHERE status <> 0;"
          "PRAGMA wal_checkpoint(TRUNCATE)")
      .has_value();
}

// Whether it is quick enough at the median and at worst; prints both.
bool measure(const char* name, const std::function<bool()>& ask) {
  std::vector<double> times;
  for (int round = 0; round < kRounds; ++round) {
    const auto begin = Stopwatch::now();
    if (!ask()) {
      fmt::print(stderr, "inbox-benchmark: {} failed\n", name);
      return false;
    }
    times.push_back(milliseconds_since(begin));
  }
  std::sort(times.begin(), times.end());
  fmt::print("{:44} p50 {:7.2f} ms, worst {:7.2f} ms\n", name, times[times.size() / 2], times.back());
  return times.back() <= kMostMilliseconds;
}

bool measure_all(Inbox& inbox) {
  const auto list = [&inbox](const ReportFilter& filter, std::size_t skip = 0) {
    return [&inbox, filter, skip] { return inbox.list(filter, 50, skip).has_value(); };
  };
  const auto count = [&inbox](const ReportFilter& filter) {
    return [&inbox, filter] { return inbox.count(filter).has_value(); };
  };
  const auto from = kFirst + std::chrono::days(300);
  const auto to = kFirst + std::chrono::days(600);
  ReportFilter status;
  status.status = ReportStatus::answered;
  ReportFilter both = status;
  both.category = "fraud";
  ReportFilter days = both;
  days.from = from;
  days.to = to;
  ReportFilter category;
  category.category = "gambling";
  ReportFilter outcome = category;
  outcome.outcome = OutcomeCode::refuted;
  bool is_quick = measure("look at the history", [&] { return !inbox.look_at_history()->has_value(); });
  is_quick &= measure("list", list({}));
  is_quick &= measure("list, page 200", list({}, 10'000));
  is_quick &= measure("list by status", list(status));
  is_quick &= measure("list by status and category", list(both));
  is_quick &= measure("list by status, category and days", list(days));
  is_quick &= measure("list by category", list(category));
  is_quick &= measure("list by outcome and category", list(outcome));
  is_quick &= measure("count", count({}));
  is_quick &= measure("count by status and category", count(both));
  is_quick &= measure("count by status, category and days", count(days));
  is_quick &= measure("overdue, the first 100", [&] { return inbox.overdue(to, 100).has_value(); });
  // A year's account is no list: it is printed, with no bound.
  measure("figures of 300 days", [&] { return figures(inbox, from, to).has_value(); });
  return is_quick;
}

int run(std::int64_t count, const std::filesystem::path& folder) {
  const bool is_new = !std::filesystem::exists(folder);
  InboxRules rules;
  Diagnostics diagnostics;
  rules.form = read_report_form("", {"zh", "en"}, diagnostics);
  auto inbox = Inbox::open(folder, std::move(rules));
  if (!inbox) {
    fmt::print(stderr, "inbox-benchmark: {}\n", inbox.error().message);
    return EXIT_FAILURE;
  }
  if (is_new) {
    auto pair = new_hpke_pair();
    std::vector<ReportSecret> secrets;
    secrets.push_back({key_id_of(pair->public_key), std::move(pair->secret)});
    if (!inbox->unlock(secrets) || !fill(*inbox, count)) return EXIT_FAILURE;
    const auto begin = Stopwatch::now();
    const auto fault = inbox->check();
    if (!fault || *fault) return EXIT_FAILURE;
    fmt::print("the whole history and every report checked in {:.1f} s\n", milliseconds_since(begin) / 1'000);
    if (!end_most(*inbox)) return EXIT_FAILURE;
  }
  return measure_all(*inbox) ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace crier

int main(int argc, char** argv) {
  const std::int64_t count = argc > 1 ? std::atoll(argv[1]) : crier::kDefaultReports;
  if (argc > 2) return crier::run(count, argv[2]);
  const std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                       fmt::format("crier-inbox-benchmark-{}", std::random_device()());
  const int status = crier::run(count, folder);
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  return status;
}
