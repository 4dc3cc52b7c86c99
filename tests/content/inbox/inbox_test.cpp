// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "content/inbox/figures.hpp"
#include "tests/content/inbox/an_inbox.hpp"

namespace crier {
namespace {

using enum ReportStatus;

class InboxOf : public AnInbox {};

TEST_F(InboxOf, an_office_keeps_a_report_and_its_marks) {
  Report report = a_report("先垫付后消失");
  report.is_slow = true;
  report.is_urgent = true;
  report.site = "T9";  // not the folder that it lay in
  report.contact.phone = SecretText("13800000000");
  const ReportNumber number = take(report);
  const auto file = inbox->show(number);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_EQ(file->opened->report.what.view(), "先垫付后消失");
  EXPECT_EQ(file->line.marks, kMarkUrgent | kMarkSlow | kMarkContact | kMarkElsewhere);
  EXPECT_EQ(file->line.state.filed, on(11, 20));
  EXPECT_EQ(file->line.due.triage, on(11, 24));
  EXPECT_EQ(file->answer.steps.size(), 1U);
  EXPECT_TRUE(file->opened->report.contact.empty());  // in its box still
  EXPECT_FALSE(file->opened->contact_box.empty());
}

TEST_F(InboxOf, an_office_holds_nothing_in_clear) {
  Report report = a_report("CANARY-WHAT");
  report.subtype = SecretText("canary-sub");
  report.places.push_back({PlaceKind::address, SecretText("http://canary.example/")});
  report.contact.name = SecretText("CANARY-NAME");
  const ReportNumber number = take(report);
  ASSERT_TRUE(inbox->move(number, step(accepted), at(on(11, 25))));
  inbox.reset();
  for (const auto& entry : std::filesystem::directory_iterator(folder / "inbox")) {
    const std::string bytes = read_file(entry.path());
    for (const char* const canary :
         {"CANARY-WHAT", "canary-sub", "canary.example", "CANARY-NAME", "internal only", "happened"})
      EXPECT_EQ(bytes.find(canary), std::string::npos) << canary << " in " << entry.path();
    const std::string label(report.answer.label.begin(), report.answer.label.end());
    EXPECT_EQ(bytes.find(label), std::string::npos);
  }
}

TEST_F(InboxOf, an_office_opens_with_a_newer_key_once_it_was_open_with_both) {
  take(a_report("old"));
  office.publish(std::chrono::year{2026} / 12 / 1);
  ASSERT_NO_FATAL_FAILURE(open());
  inbox.reset();
  office.secrets.erase(office.secrets.begin());  // the old key is destroyed
  ASSERT_NO_FATAL_FAILURE(open());
  EXPECT_TRUE(inbox->show(1));
  inbox.reset();
  auto stranger = Inbox::open(folder / "inbox", {});
  EXPECT_FALSE(stranger->unlock(AnOffice().secrets));
  EXPECT_FALSE(stranger->show(1));
  EXPECT_TRUE(stranger->list({}, 10));
}

TEST_F(InboxOf, a_category_that_the_form_lacks_is_sorted_anew) {
  Report report = a_report("x");
  report.category = SecretText("no-such");
  const ReportNumber number = take(report);
  EXPECT_EQ(inbox->line(number)->state.category, kUnknownCategory);
  TriageStep sorted = step(accepted);
  sorted.category = "no-such";
  EXPECT_FALSE(inbox->move(number, sorted, at(on(11, 25))));
  sorted.category = "gambling";
  ASSERT_TRUE(inbox->move(number, sorted, at(on(11, 25))));
  EXPECT_EQ(inbox->line(number)->state.category, "gambling");
}

TEST_F(InboxOf, an_office_lists_filters_and_counts) {
  for (int i = 0; i < 5; ++i) take(a_report("x"), on(11, 20 + i));
  Report other = a_report("y");
  other.category = SecretText("gambling");
  take(other, on(11, 25));
  ASSERT_TRUE(inbox->move(2, step(refused, OutcomeCode::out_of_scope), at(on(11, 26))));
  ReportFilter filter;
  EXPECT_EQ(inbox->list(filter, 100)->size(), 6U);
  EXPECT_EQ(inbox->list(filter, 2, 1)->front().number, 5);
  filter.category = "fraud";
  EXPECT_EQ(inbox->list(filter, 100)->size(), 5U);
  filter.from = on(11, 21);
  filter.to = on(11, 23);
  EXPECT_EQ(inbox->list(filter, 100)->size(), 3U);
  filter.status = received;
  EXPECT_EQ(inbox->list(filter, 100)->size(), 2U);
  const auto counts = inbox->count(filter);
  ASSERT_EQ(counts->size(), 1U);
  EXPECT_EQ(counts->front().reports, 2);
  EXPECT_EQ(inbox->count({})->size(), 3U);
  ReportFilter ended;
  ended.outcome = OutcomeCode::out_of_scope;
  EXPECT_EQ(inbox->list(ended, 100)->front().number, 2);
}

TEST_F(InboxOf, an_office_tells_what_is_late_and_by_how_much) {
  take(a_report("x"), on(11, 24));
  EXPECT_TRUE(inbox->overdue(on(12, 3), 100)->empty());
  const auto late = inbox->overdue(on(12, 7), 100);
  ASSERT_EQ(late->size(), 1U);
  EXPECT_STREQ(late->front().limit, "triage");
  EXPECT_EQ(late->front().due, on(12, 3));
  EXPECT_EQ(late->front().days, 4);
  EXPECT_EQ(late->front().workdays, 2);
  ASSERT_TRUE(inbox->move(1, step(accepted), at(on(12, 7))));
  EXPECT_TRUE(inbox->overdue(on(12, 8), 100)->empty());
  EXPECT_EQ(inbox->overdue(std::chrono::sys_days{std::chrono::year{2027} / 1 / 22}, 100)->size(),
            1U);  // the citizen's
  EXPECT_EQ(inbox->overdue(std::chrono::sys_days{std::chrono::year{2027} / 1 / 24}, 100)->size(), 2U);
}

TEST_F(InboxOf, an_office_gets_its_figures_out_of_the_data) {
  for (int i = 0; i < 4; ++i) take(a_report("x"), on(11, 20));
  Report other = a_report("y");
  other.category = SecretText("gambling");
  other.filed.reset();
  take(other, on(11, 20));
  ASSERT_TRUE(inbox->move(1, step(accepted), at(on(11, 21))));
  ASSERT_TRUE(inbox->move(1, step(answered, OutcomeCode::removed), at(on(11, 30))));
  ASSERT_TRUE(inbox->move(2, step(transferred), at(on(11, 22))));
  ASSERT_TRUE(inbox->move(5, step(refused, OutcomeCode::abusive), at(on(11, 25))));
  ASSERT_TRUE(inbox->move(3, step(refused, OutcomeCode::abusive), at(on(12, 10))));  // not in the period
  const auto counted = figures(*inbox, on(11, 1), on(11, 30));
  ASSERT_TRUE(counted) << counted.error().message;
  EXPECT_EQ(counted->all.received, 5);
  EXPECT_EQ(counted->all.accepted, 1);
  EXPECT_EQ(counted->all.transferred, 1);
  EXPECT_EQ(counted->all.refused, 1);
  EXPECT_EQ(counted->all.answered, 1);
  EXPECT_EQ(counted->still_open, 1);
  EXPECT_EQ(counted->by_category.at("gambling").handled(), 1);
  EXPECT_EQ(counted->by_category.at("fraud").handled(), 2);
  EXPECT_EQ(counted->by_outcome.at("removed"), 1);
  EXPECT_EQ(counted->to_triage.reports, 3);
  EXPECT_EQ(counted->to_triage.median, 2);
  EXPECT_EQ(counted->to_end.longest, 10);
  EXPECT_EQ(counted->to_end.median, 5);
  EXPECT_EQ(counted->for_citizen.reports, 2);
  EXPECT_EQ(counted->for_citizen.median, 6);  // the mean of the two in the middle
  EXPECT_EQ(figures(*inbox, on(1, 1), on(1, 2))->all.received, 0);
}

TEST_F(InboxOf, a_purged_report_is_gone_for_good_and_its_history_stays) {
  const ReportNumber number = take(a_report("x"));
  take(a_report("y"));
  ASSERT_TRUE(inbox->move(number, step(refused, OutcomeCode::abusive), at(on(11, 25))));
  EXPECT_EQ(inbox->purge(on(11, 25), at(on(12, 1))), 0U);
  EXPECT_EQ(inbox->purge(on(11, 26), at(on(12, 1))), 1U);
  EXPECT_EQ(inbox->purge(on(11, 26), at(on(12, 1))), 0U);
  const auto file = inbox->show(number);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_FALSE(file->opened);
  EXPECT_EQ(file->history.size(), 3U);
  EXPECT_TRUE(file->history[1].detail.empty());
  EXPECT_FALSE(inbox->move(number, step(reopened), at(on(12, 2))));
  EXPECT_EQ(inbox->answers(100)->size(), 1U);
  const auto fault = inbox->check();
  ASSERT_TRUE(fault);
  EXPECT_FALSE(*fault) << (*fault)->what;
}

TEST_F(InboxOf, an_answer_that_is_too_long_changes_nothing) {
  const ReportNumber number = take(a_report("x"));
  TriageStep long_words = step(accepted);
  long_words.decided = {{"zh", std::string(9'000, 'x')}};
  EXPECT_FALSE(inbox->move(number, long_words, at(on(11, 25))));
  EXPECT_EQ(inbox->line(number)->state.status, received);
  EXPECT_FALSE(*inbox->check());
  // Many steps push out the oldest.
  ASSERT_TRUE(inbox->move(number, step(accepted), at(on(11, 25))));
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(inbox->move(number, step(handling), at(on(11, 25))));
  EXPECT_EQ(inbox->show(number)->answer.steps.size(), kMostAnswerSteps);
}

TEST_F(InboxOf, a_second_writer_is_kept_out) {
  auto other = Inbox::open(folder / "inbox", {});
  ASSERT_TRUE(other);
  EXPECT_FALSE(other->unlock(office.secrets));
}

TEST_F(InboxOf, whoever_only_reads_is_let_in_beside_the_writer_and_cannot_write) {
  const ReportNumber number = take(a_report("x"));
  auto other = Inbox::open(folder / "inbox", {});
  ASSERT_TRUE(other);
  ASSERT_TRUE(other->unlock(office.secrets, InboxUse::read));
  ASSERT_TRUE(inbox->move(number, step(accepted), at(on(11, 25))));
  const auto shown = other->show(number);
  ASSERT_TRUE(shown) << shown.error().message;
  EXPECT_EQ(shown->opened->report.what, SecretText("x"));
  EXPECT_EQ(shown->line.state.status, accepted);
  EXPECT_FALSE(*other->check());
  EXPECT_FALSE(other->move(number, step(handling), at(on(11, 25))));
  EXPECT_EQ(inbox->line(number)->state.status, accepted);
}

TEST_F(InboxOf, an_inbox_that_nothing_was_put_into_has_no_key_to_read_with) {
  auto empty = Inbox::open(folder / "empty", {});
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->unlock(office.secrets, InboxUse::read).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace crier
