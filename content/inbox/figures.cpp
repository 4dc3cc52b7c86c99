// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "content/inbox/inbox_row.hpp"

namespace crier {
namespace {

// Asks about the period and hands each row on.
Result<void> each_row(InboxFile& file, const std::string& sql, Day from, Day to,
                      const std::function<void(const InboxQuery&)>& take) {
  const auto asked = file.query(sql);
  if (!asked) return tl::unexpected(asked.error());
  (*asked)->bind(day_number(from), day_number(to));
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    take(**asked);
  }
}

// Of (days, reports) in rising order.
DaySpread spread_of(const std::vector<std::pair<std::int64_t, std::int64_t>>& histogram) {
  DaySpread spread;
  for (const auto& [days, reports] : histogram) {
    spread.reports += reports;
    spread.longest = std::max(spread.longest, days);
  }
  if (spread.reports == 0) return spread;
  const auto at = [&histogram](std::int64_t place) {
    for (const auto& [days, reports] : histogram) {
      if (place < reports) return days;
      place -= reports;
    }
    return histogram.back().first;
  };
  spread.median = static_cast<double>(at((spread.reports - 1) / 2) + at(spread.reports / 2)) / 2;
  return spread;
}

Result<DaySpread> spread(InboxFile& file, const char* begin, const char* end, Day from, Day to) {
  std::vector<std::pair<std::int64_t, std::int64_t>> histogram;
  const auto asked = each_row(
      file,
      fmt::format("SELECT max(0, {1} - {0}) AS days, count(*) FROM report WHERE {1} BETWEEN ?1 AND ?2 "
                  "AND {0} IS NOT NULL GROUP BY days ORDER BY days",
                  begin, end),
      from, to, [&](const InboxQuery& row) { histogram.emplace_back(row.integer(0), row.integer(1)); });
  if (!asked) return tl::unexpected(asked.error());
  return spread_of(histogram);
}

// Adds a number to the whole and to its category.
void add(Figures& figures, const std::string& category, std::int64_t ReportCounts::*which,
         std::int64_t reports) {
  figures.all.*which += reports;
  figures.by_category[category].*which += reports;
}

void add_closed(Figures& figures, const InboxQuery& row) {
  const auto status = static_cast<ReportStatus>(row.integer(0));
  const auto outcome = static_cast<std::size_t>(row.integer(1));
  const std::int64_t reports = row.integer(3);
  if (status == ReportStatus::transferred) add(figures, row.text(2), &ReportCounts::transferred, reports);
  if (status == ReportStatus::refused) add(figures, row.text(2), &ReportCounts::refused, reports);
  if (status == ReportStatus::answered) add(figures, row.text(2), &ReportCounts::answered, reports);
  if (outcome > 0 && outcome < outcome_names().size())
    figures.by_outcome[outcome_names()[outcome]] += reports;
}

}  // namespace

Result<Figures> figures(Inbox& inbox, Day from, Day to) {
  InboxFile& file = inbox.file();
  Figures all;
  auto done = each_row(file,
                       "SELECT status, category, sum(reports) FROM tally WHERE day BETWEEN ?1 AND ?2 GROUP "
                       "BY status, category",
                       from, to, [&all](const InboxQuery& row) {
                         add(all, row.text(1), &ReportCounts::received, row.integer(2));
                         if (is_open(static_cast<ReportStatus>(row.integer(0))))
                           all.still_open += row.integer(2);
                       });
  if (done)
    done = each_row(
        file, "SELECT category, count(*) FROM report WHERE accepted BETWEEN ?1 AND ?2 GROUP BY category",
        from, to,
        [&all](const InboxQuery& row) { add(all, row.text(0), &ReportCounts::accepted, row.integer(1)); });
  if (done)
    done = each_row(file,
                    "SELECT status, outcome, category, count(*) FROM report WHERE closed BETWEEN ?1 AND ?2 "
                    "GROUP BY status, outcome, category",
                    from, to, [&all](const InboxQuery& row) { add_closed(all, row); });
  if (!done) return tl::unexpected(done.error());
  const struct {
    DaySpread& into;
    const char* begin;
    const char* end;
  } spreads[] = {{all.to_triage, "received", "triaged"},
                 {all.to_end, "received", "closed"},
                 {all.for_citizen, "filed", "closed"}};
  for (const auto& [into, begin, end] : spreads) {
    const auto one = spread(file, begin, end, from, to);
    if (!one) return tl::unexpected(one.error());
    into = *one;
  }
  return all;
}

}  // namespace crier
