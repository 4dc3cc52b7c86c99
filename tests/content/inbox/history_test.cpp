// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/content/inbox/an_inbox.hpp"

namespace crier {
namespace {

using HistoryOf = AnInbox;

TEST_F(HistoryOf, an_inbox_is_whole) {
  EXPECT_FALSE(*inbox->check());
  const ReportNumber number = take(a_report("a"));
  take(a_report("b"));
  ASSERT_TRUE(inbox->move(number, step(ReportStatus::accepted), at(on(11, 25))));
  ASSERT_TRUE(inbox->record(number, "contact", "wang and zhao", at(on(11, 26))));
  ASSERT_TRUE(inbox->record(0, "exported", "csv", at(on(11, 26))));
  const auto fault = inbox->check();
  ASSERT_TRUE(fault) << fault.error().message;
  EXPECT_FALSE(*fault) << (*fault)->what;
  const auto file = inbox->show(number);
  ASSERT_TRUE(file);
  ASSERT_EQ(file->history.size(), 3U);
  EXPECT_EQ(file->history[1].who, "li");
  EXPECT_EQ(file->history[1].state, "accepted/none/fraud");
  const auto& detail = file->history[1].detail;
  EXPECT_NE(std::string(detail.begin(), detail.end()).find("internal only"), std::string::npos);
}

TEST_F(HistoryOf, an_inbox_shows_what_was_done_to_it_by_hand) {
  const char* const deeds[] = {
      "UPDATE history SET who = 'zhao' WHERE number = 2",
      "UPDATE history SET action = 'refused' WHERE number = 1",
      "UPDATE history SET at = at + 1 WHERE number = 3",
      "UPDATE history SET detail = x'00' WHERE number = 2",
      "UPDATE history SET hash = zeroblob(32) WHERE number = 2",
      "DELETE FROM history WHERE number = 1",
      "DELETE FROM history WHERE number = 2",
      "DELETE FROM history WHERE number = 4",
      "DELETE FROM history",
      "DELETE FROM history_end",
      "UPDATE history_end SET mac = zeroblob(32)",
      "INSERT INTO history SELECT 5, report, at, who, action, state, detail, hash FROM history WHERE number "
      "= 4",
  };
  const ReportNumber number = take(a_report("a"));
  take(a_report("b"));
  ASSERT_TRUE(inbox->move(number, step(ReportStatus::accepted), at(on(11, 25))));
  ASSERT_TRUE(inbox->move(number, step(ReportStatus::handling), at(on(11, 26))));
  ASSERT_FALSE(*inbox->look_at_history());
  inbox.reset();
  write_file(folder / "before", read_file(folder / "inbox/inbox.db"));
  for (const char* const deed : deeds) {
    inbox.reset();
    std::filesystem::copy_file(folder / "before", folder / "inbox/inbox.db",
                               std::filesystem::copy_options::overwrite_existing);
    tamper(deed);
    ASSERT_NO_FATAL_FAILURE(open());
    const auto fault = inbox->look_at_history();
    ASSERT_TRUE(fault);
    EXPECT_TRUE(*fault) << deed;
  }
}

TEST_F(HistoryOf, an_inbox_tells_reports_that_are_not_as_it_says) {
  const char* const deeds[] = {
      "UPDATE report SET status = 6, outcome = 4 WHERE number = 1",
      "UPDATE report SET category = 'gambling' WHERE number = 1",
      "UPDATE report SET body = (SELECT body FROM report WHERE number = 2) WHERE number = 1",
      "UPDATE report SET key = NULL, body = NULL WHERE number = 1",
      "DELETE FROM report WHERE number = 2",
      "UPDATE tally SET reports = 5",
  };
  take(a_report("a"));
  take(a_report("b"));
  inbox.reset();
  write_file(folder / "before", read_file(folder / "inbox/inbox.db"));
  for (const char* const deed : deeds) {
    inbox.reset();
    std::filesystem::copy_file(folder / "before", folder / "inbox/inbox.db",
                               std::filesystem::copy_options::overwrite_existing);
    tamper(deed);
    ASSERT_NO_FATAL_FAILURE(open());
    const auto fault = inbox->check();
    ASSERT_TRUE(fault) << fault.error().message;
    EXPECT_TRUE(*fault) << deed;
  }
}

TEST_F(HistoryOf, an_inbox_without_its_key_still_shows_a_broken_chain) {
  take(a_report("a"));
  take(a_report("b"));
  inbox.reset();
  tamper("DELETE FROM history WHERE number = 2");
  auto reading = Inbox::open(folder / "inbox", {});
  ASSERT_TRUE(reading);
  const auto fault = reading->look_at_history();
  ASSERT_TRUE(fault && *fault);
  EXPECT_NE((*fault)->what.find("removed"), std::string::npos);
}

}  // namespace
}  // namespace crier
