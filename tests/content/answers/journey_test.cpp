// SPDX-License-Identifier: Apache-2.0
// One report from the finger to the office, and its answer back: all rooms of the way, none of them
// pretended.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

#include "content/answers/answer_bundle.hpp"
#include "content/answers/filing.hpp"
#include "content/sealing/tlv.hpp"
#include "content/upload/courier.hpp"
#include "content/upload/folder_store.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/outbox/an_office.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

Report a_report() {
  Report report;
  report.id = new_report_id();
  report.category = SecretText("privacy");
  report.what = SecretText("名单被卖。");
  report.language = "zh";
  return report;
}

// Lets the courier carry what is due for two hours.
void carry(Outbox& outbox, EnvelopeStore& store) {
  ManualClock clock(std::chrono::sys_days{std::chrono::year{2026} / 11 / 25});
  Courier courier(outbox, clock, [] { return 0.5; });
  const MonotonicTime end = clock.monotonic() + 2h;
  while (clock.monotonic() < end) {
    auto errand = courier.next();
    ASSERT_TRUE(errand);
    if (*errand) courier.done(run_errand(**std::move(errand), store));
    clock.advance(std::max<Nanoseconds>(courier.rest(), 1ms));
  }
}

TEST(Journey, a_report_goes_to_the_office_and_its_answer_to_the_receipt) {
  const AnOffice office;
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "stick");
  FolderStore store(folder / "stick");
  auto outbox = Outbox::open(folder / "outbox", office.keys, {64, 0, ""});
  ASSERT_TRUE(outbox);

  Report report = a_report();
  const auto begin = std::chrono::steady_clock::now();
  const auto filed = file_report(report, outbox->keys().front());
  ASSERT_TRUE(filed) << filed.error().message;
  ASSERT_TRUE(outbox->store(filed->envelope));
  std::printf("from send to receipt: %.0f ms\n",
              std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  ASSERT_NO_FATAL_FAILURE(carry(*outbox, store));

  std::vector<AddressedAnswer> answers;
  std::vector<EnvelopeId> arrived;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "stick")) {
    const auto envelope = Envelope::parse(as_bytes(read_file(entry.path())));
    ASSERT_TRUE(envelope) << entry.path();
    EXPECT_EQ(entry.path().filename(), envelope_name(envelope->id()));
    arrived.push_back(envelope->id());
    const auto opened = open_envelope(*envelope, office.secrets);
    ASSERT_TRUE(opened);
    if (!*opened) continue;
    EXPECT_EQ((*opened)->report.id, report.id);
    const auto day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 30};
    answers.push_back(
        {(*opened)->report.answer, {{{ReportStatus::accepted, day, {{"zh", "已受理。"}}, {}, {}}}}});
  }
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_GT(arrived.size(), 3U);  // dummies came along
  ASSERT_TRUE(store.put(std::string(kAcknowledgedName), office.acknowledge(arrived)));
  ASSERT_NO_FATAL_FAILURE(carry(*outbox, store));

  const AnswerSalt& salt = office.keys.front().answer_salt;
  const auto bundle = write_answer_bundle(salt, answers);
  ASSERT_TRUE(bundle);
  write_file(folder / kAnswersFile, as_text(*bundle));
  const auto typed = Receipt::parse(filed->receipt.grouped());
  ASSERT_TRUE(typed);
  const auto answer = find_answer(folder / kAnswersFile, salt, *typed);
  ASSERT_TRUE(answer && *answer);
  EXPECT_EQ((*answer)->steps.front().happened.at("zh"), "已受理。");
}

TEST(Journey, filing_again_keeps_the_reports_id_and_gives_another_receipt) {
  const AnOffice office;
  Report report = a_report();
  const auto first = file_report(report, office.keys.front());
  const auto second = file_report(report, office.keys.front());
  ASSERT_TRUE(first && second);
  EXPECT_NE(first->receipt.digits(), second->receipt.digits());
  for (const FiledReport* const filed : {&*first, &*second})
    EXPECT_EQ((*open_envelope(filed->envelope, office.secrets))->report.id, report.id);
  report.id = {};
  EXPECT_FALSE(file_report(report, office.keys.front()));
}

}  // namespace
}  // namespace crier
