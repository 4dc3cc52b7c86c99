// SPDX-License-Identifier: Apache-2.0
// An inbox with its office, and reports for it.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>
#include <utility>

#include "content/answers/filing.hpp"
#include "content/inbox/inbox.hpp"
#include "content/report_form/report_form_file.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/outbox/an_office.hpp"

namespace crier {

inline std::chrono::sys_days on(int month, int day) {
  return std::chrono::sys_days{std::chrono::year{2026} / month / day};
}

inline Occasion at(std::chrono::sys_days day, const std::string& who = "li") {
  return {day + std::chrono::hours(2), day, who};
}

class AnInbox : public testing::Test {
 protected:
  AnInbox() { open(); }

  // Opens it anew, as the next command does.
  void open() {
    inbox.reset();
    Diagnostics diagnostics;
    InboxRules rules;
    rules.form = read_report_form("", {"zh", "en"}, diagnostics);
    auto opened = Inbox::open(folder / "inbox", std::move(rules));
    ASSERT_TRUE(opened) << opened.error().message;
    inbox.emplace(*std::move(opened));
    const auto unlocked = inbox->unlock(office.secrets);
    ASSERT_TRUE(unlocked) << unlocked.error().message;
  }

  Report a_report(const std::string& what) const {
    Report report;
    report.id = new_report_id();
    report.category = SecretText("fraud");
    report.what = SecretText(what);
    report.language = "zh";
    report.site = "T1";
    report.filed = on(11, 20);
    fill_randomly(report.answer.label);
    report.answer.key = new_hpke_pair()->public_key;
    return report;
  }

  Arrival arrival(const Report& report) const {
    const auto envelope = seal_report(report, office.keys.front());
    EXPECT_TRUE(envelope);
    auto opened = open_envelope(*envelope, office.secrets);
    EXPECT_TRUE(opened);
    return {envelope->id(), "T1", *std::move(opened)};
  }

  // Takes one report in; its number.
  ReportNumber take(const Report& report, std::chrono::sys_days day = on(11, 24)) {
    const auto taken = inbox->take({arrival(report)}, at(day));
    EXPECT_TRUE(taken) << taken.error().message;
    return inbox->list({}, 1)->front().number;
  }

  static TriageStep step(ReportStatus status, OutcomeCode outcome = OutcomeCode::none) {
    TriageStep one;
    one.status = status;
    one.outcome = outcome;
    one.officer = "li";
    one.body = "another office";
    one.happened = {{"zh", "发生"}, {"en", "happened"}};
    one.decided = {{"zh", "决定"}, {"en", "decided"}};
    one.next = {{"zh", "接着"}, {"en", "next"}};
    one.note = "internal only";
    return one;
  }

  // What somebody does to the database by hand.
  void tamper(const char* sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open((folder / "inbox/inbox.db").c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }

  TemporaryFolder folder;
  AnOffice office;
  std::optional<Inbox> inbox;
};

}  // namespace crier
