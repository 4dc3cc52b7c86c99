// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "content/inbox/inbox.hpp"
#include "content/inbox/inbox_row.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kLookedAt = 20'000;  // history entries that every list looks through: 20 ms

// "WHERE ..." for a filter; its values are bound as ?1 to ?5 by ask().
std::string where(const ReportFilter& filter, const char* day) {
  std::string text = "WHERE TRUE";
  if (filter.status) text += " AND status = ?1";
  if (filter.category) text += " AND category = ?2";
  if (filter.outcome) text += " AND outcome = ?3 AND outcome <> 0";
  if (filter.from) text += fmt::format(" AND {} >= ?4", day);
  if (filter.to) text += fmt::format(" AND {} <= ?5", day);
  return text;
}

template <class... More>
void ask(InboxQuery& query, const ReportFilter& filter, const More&... more) {
  const auto code = [](const auto& value) {
    return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
  };
  query.bind(code(filter.status), std::string_view(filter.category ? *filter.category : ""),
             code(filter.outcome), day_number(filter.from), day_number(filter.to), more...);
}

}  // namespace

Result<std::vector<ReportLine>> Inbox::list(const ReportFilter& filter, std::size_t most, std::size_t skip) {
  const auto asked = file_->query(
      fmt::format("SELECT {} FROM report {} ORDER BY received DESC, number DESC LIMIT ?6 OFFSET ?7",
                  kLineColumns, where(filter, "received")));
  if (!asked) return tl::unexpected(asked.error());
  ask(**asked, filter, static_cast<std::int64_t>(most), static_cast<std::int64_t>(skip));
  std::vector<ReportLine> lines;
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return lines;
    lines.push_back(line_of(**asked));
  }
}

Result<std::vector<Inbox::Count>> Inbox::count(const ReportFilter& filter) {
  const auto asked = file_->query(fmt::format(
      "SELECT status, category, outcome, sum(reports) FROM tally {} GROUP BY status, category, outcome "
      "HAVING sum(reports) > 0 ORDER BY status, category, outcome",
      where(filter, "day")));
  if (!asked) return tl::unexpected(asked.error());
  ask(**asked, filter);
  std::vector<Count> counts;
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return counts;
    const auto status = static_cast<std::size_t>((*asked)->integer(0));
    const auto outcome = static_cast<std::size_t>((*asked)->integer(2));
    counts.push_back({static_cast<ReportStatus>(std::min(status, kReportStatuses - 1)), (*asked)->text(1),
                      static_cast<OutcomeCode>(std::min(outcome, outcome_names().size() - 1)),
                      (*asked)->integer(3)});
  }
}

Result<ReportLine> Inbox::line(ReportNumber number) {
  const auto asked = file_->query(fmt::format("SELECT {} FROM report WHERE number = ?1", kLineColumns));
  if (!asked) return tl::unexpected(asked.error());
  const auto row = (*asked)->bind(number).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return fail(ErrorCode::not_found, fmt::format("there is no report {}", number));
  ReportLine found = line_of(**asked);
  (*asked)->bind();
  return found;
}

Result<std::vector<LateReport>> Inbox::overdue(Day today, std::size_t most) {
  constexpr std::pair<const char*, std::optional<Day> Deadlines::*> kLimits[] = {
      {"triage", &Deadlines::triage}, {"reply", &Deadlines::reply}, {"citizen", &Deadlines::citizen}};
  std::vector<LateReport> late;
  for (const auto& [name, limit] : kLimits) {
    const auto asked =
        file_->query(fmt::format("SELECT {} FROM report WHERE due_{} < ?1 ORDER BY due_{}, number LIMIT ?2",
                                 kLineColumns, name, name));
    if (!asked) return tl::unexpected(asked.error());
    (*asked)->bind(day_number(today), static_cast<std::int64_t>(most));
    for (;;) {
      const auto row = (*asked)->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      LateReport one{line_of(**asked), name, {}, 0, 0};
      one.due = *(one.line.due.*limit);
      one.days = static_cast<int>((today - one.due).count());
      one.workdays = rules_.calendar.between(one.due, today);
      late.push_back(std::move(one));
    }
  }
  std::stable_sort(late.begin(), late.end(),
                   [](const LateReport& a, const LateReport& b) { return a.due < b.due; });
  if (late.size() > most) late.erase(late.begin() + static_cast<std::ptrdiff_t>(most), late.end());
  return late;
}

Result<ReportFile> Inbox::show(ReportNumber number) {
  auto found = line(number);
  if (!found) return tl::unexpected(found.error());
  ReportFile file{*std::move(found), {}, {}, {}};
  auto history = history_.of(number);
  if (!history) return tl::unexpected(history.error());
  file.history = *std::move(history);
  if (file.line.is_purged) {
    for (HistoryEntry& entry : file.history) entry.detail.clear();
    return file;
  }
  const auto key = key_of(number);
  if (!key) return tl::unexpected(key.error());
  auto answer = answer_of(number, *key);
  if (!answer) return tl::unexpected(answer.error());
  file.answer = *std::move(answer);
  const auto asked = file_->query("SELECT body FROM report WHERE number = ?1");
  if (!asked) return tl::unexpected(asked.error());
  const auto row = (*asked)->bind(number).step();
  if (!row) return tl::unexpected(row.error());
  auto opened = open_body(*row ? (*asked)->blob(0) : std::vector<std::uint8_t>(), *key, number);
  (*asked)->bind();
  if (!opened) return tl::unexpected(opened.error());
  file.opened = *std::move(opened);
  for (HistoryEntry& entry : file.history) {
    const auto plain = key->open(entry.detail, fmt::format("history/{}", number));
    entry.detail.clear();  // of "received" it is a hash, which tells people nothing
    if (plain) entry.detail.assign(plain->bytes().begin(), plain->bytes().end());
  }
  return file;
}

Result<std::vector<AddressedAnswer>> Inbox::answers(std::size_t most) {
  std::vector<ReportNumber> numbers;
  const auto asked = file_->query(
      "SELECT number FROM report WHERE answer IS NOT NULL "
      "ORDER BY closed IS NOT NULL, ifnull(closed, received) DESC, number DESC LIMIT ?1");
  if (!asked) return tl::unexpected(asked.error());
  (*asked)->bind(static_cast<std::int64_t>(most));
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    numbers.push_back((*asked)->integer(0));
  }
  std::vector<AddressedAnswer> all;
  std::set<std::array<std::uint8_t, 16>> labels;  // two reports with one label would spoil the bundle
  for (const ReportNumber number : numbers) {
    const auto key = key_of(number);
    if (!key) return tl::unexpected(key.error());
    const auto places = addresses(number, *key);
    if (!places) return tl::unexpected(places.error());
    const auto answer = answer_of(number, *key);
    if (!answer) return tl::unexpected(answer.error());
    for (const AnswerAddress& address : *places)
      if (all.size() < most && labels.insert(address.label).second) all.push_back({address, *answer});
  }
  return all;
}

Result<std::optional<HistoryFault>> Inbox::look_at_history() {
  return history_.check(kLookedAt, key_ ? &*key_ : nullptr);
}

Result<std::optional<HistoryFault>> Inbox::check() {
  const auto entries = file_->number("SELECT count(*) FROM history");
  if (!entries) return tl::unexpected(entries.error());
  auto fault = history_.check(static_cast<std::size_t>(entries->value_or(0)) + 1, key_ ? &*key_ : nullptr);
  if (!fault || *fault) return fault;
  return check_reports();
}

// Whether each report is as its entries say, none is missing, and the counts add up.
Result<std::optional<HistoryFault>> Inbox::check_reports() {
  const auto gone = file_->number(
      "SELECT min(number) FROM history WHERE report <> 0 AND report NOT IN (SELECT number FROM report)");
  if (!gone) return tl::unexpected(gone.error());
  if (*gone)
    return std::optional(HistoryFault{**gone, fmt::format("the report of entry {} was removed", **gone)});
  const auto asked = file_->query(fmt::format(
      "SELECT {}, key, body, "
      "(SELECT state FROM history WHERE report = r.number AND state <> '' ORDER BY number DESC LIMIT 1), "
      "(SELECT detail FROM history WHERE report = r.number AND action = 'received' ORDER BY number LIMIT 1), "
      "(SELECT max(number) FROM history WHERE report = r.number), "
      "EXISTS (SELECT 1 FROM history WHERE report = r.number AND action = 'purged') FROM report r",
      kLineColumns));
  if (!asked) return tl::unexpected(asked.error());
  InboxQuery& row = (*asked)->bind();
  for (;;) {
    const auto more = row.step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    const ReportLine one = line_of(row);
    const std::int64_t entry = row.integer(27);
    std::string what;
    if (row.text(25) != state_text(one.state))
      what = fmt::format("report {} is not as its last entry says", one.number);
    const bool was_purged = row.integer(28) != 0;
    if (one.is_purged != was_purged)
      what = fmt::format("report {} was emptied by another program", one.number);
    if (!one.is_purged && body_digest(row.blob(23), row.blob(24)) != row.blob(26))
      what = fmt::format("the text of report {} was exchanged", one.number);
    if (what.empty()) continue;
    row.bind();
    return std::optional(HistoryFault{entry, std::move(what)});
  }
  const auto wrong = file_->number(
      "SELECT 1 FROM (SELECT received, status, category, outcome, count(*) AS reports FROM report "
      "GROUP BY received, status, category, outcome) AS r LEFT JOIN tally AS t "
      "ON t.day = r.received AND t.status = r.status AND t.category = r.category AND t.outcome = r.outcome "
      "WHERE t.reports IS NOT r.reports LIMIT 1");
  if (!wrong) return tl::unexpected(wrong.error());
  if (*wrong) return std::optional(HistoryFault{0, "the counts were changed by another program"});
  return std::optional<HistoryFault>();
}

}  // namespace crier
