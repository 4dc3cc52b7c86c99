// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/reception.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "content/sealing/tlv.hpp"
#include "content/upload/courier.hpp"
#include "content/upload/folder_store.hpp"
#include "tests/content/inbox/an_inbox.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

// A store in memory, which can be told to fail after so many calls.
class ScriptedStore final : public OfficeStore {
 public:
  Result<void> put(const std::string& name, Bytes bytes) override {
    if (!works()) return fail(ErrorCode::io, "the line is down");
    objects[name] = {bytes.begin(), bytes.end()};
    return {};
  }
  Result<std::vector<std::uint8_t>> get(const std::string& name, std::size_t most) override {
    if (!works()) return fail(ErrorCode::io, "the line is down");
    if (!objects.contains(name)) return fail(ErrorCode::not_found, name);
    if (objects[name].size() > most) return fail(ErrorCode::limit, name);
    return objects[name];
  }
  Result<std::vector<std::string>> list() override {
    if (!works()) return fail(ErrorCode::io, "the line is down");
    std::vector<std::string> names;
    for (const auto& [name, bytes] : objects)
      if (is_envelope_name(name)) names.push_back(name);
    return names;
  }
  Result<void> remove(const std::string& name) override {
    if (!works()) return fail(ErrorCode::io, "the line is down");
    objects.erase(name);
    return {};
  }

  void add(const Envelope& envelope) {
    objects[envelope_name(envelope.id())] = {envelope.bytes().begin(), envelope.bytes().end()};
  }

  std::map<std::string, std::vector<std::uint8_t>> objects;
  int calls_left = 1'000'000;

 private:
  bool works() { return --calls_left >= 0; }
};

class ReceptionOf : public AnInbox {
 protected:
  Result<ReceptionCounts> fetch(OfficeStore& from, FetchedEnvelopes fetched = FetchedEnvelopes::keep) {
    return receive(*inbox, from, "T1", office.secrets, office.seeds.back().bytes(), fetched, at(on(11, 25)));
  }

  std::vector<EnvelopeId> acknowledged() const {
    const std::array<SignatureKey, 1> keys = {office.keys.front().acknowledgement};
    const auto said = store.objects.find(std::string(kAcknowledgedName));
    if (said == store.objects.end()) return {};
    const auto ids = open_acknowledgement(said->second, keys);
    return ids ? *ids : std::vector<EnvelopeId>();
  }

  Envelope sealed(const Report& report) const { return *seal_report(report, office.keys.front()); }

  ScriptedStore store;
};

TEST_F(ReceptionOf, an_office_takes_reports_and_drops_dummies_and_duplicates) {
  const Report report = a_report("one");
  store.add(sealed(report));
  store.add(sealed(report));  // the same report, sealed once more
  store.add(sealed(a_report("two")));
  store.add(*seal_dummy(office.keys.front()));
  const auto counts = fetch(store);
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_EQ(counts->taken.reports, 2U);
  EXPECT_EQ(counts->taken.duplicates, 1U);
  EXPECT_EQ(counts->taken.dummies, 1U);
  EXPECT_EQ(acknowledged().size(), 4U);
  const auto again = fetch(store);
  EXPECT_EQ(again->taken.known, 4U);
  EXPECT_EQ(again->taken.reports, 0U);
  EXPECT_EQ(inbox->list({}, 10)->size(), 2U);
}

TEST_F(ReceptionOf, an_office_answers_each_receipt_that_a_report_was_given) {
  Report report = a_report("one");
  store.add(sealed(report));
  fill_randomly(report.answer.label);  // a kiosk that tried twice gave two receipts
  report.answer.key = new_hpke_pair()->public_key;
  store.add(sealed(report));
  ASSERT_TRUE(fetch(store));
  EXPECT_EQ(inbox->list({}, 10)->size(), 1U);
  EXPECT_EQ(inbox->answers(100)->size(), 2U);
}

TEST_F(ReceptionOf, an_office_sets_aside_what_it_cannot_open_and_goes_on) {
  const Envelope good = sealed(a_report("good"));
  store.add(good);
  const auto put = [this](const std::string& name, std::vector<std::uint8_t> bytes) {
    store.objects[name] = std::move(bytes);
  };
  const auto name_of = [](char figure) { return std::string(64, figure) + ".envelope"; };
  std::vector<std::uint8_t> changed(good.bytes().begin(), good.bytes().end());
  changed.back() ^= 1;
  put(envelope_name(Envelope::parse(changed)->id()), changed);           // one bit
  put(name_of('0'), {});                                                 // empty
  put(name_of('1'), std::vector<std::uint8_t>(1'000'000));               // too large
  put(name_of('2'), {good.bytes().begin(), good.bytes().end()});         // another's name
  put(name_of('3'), {good.bytes().begin(), good.bytes().begin() + 99});  // cut off
  std::vector<std::uint8_t> suite(good.bytes().begin(), good.bytes().end());
  suite[8] = 9;
  put(name_of('4'), suite);
  const AnOffice another;
  store.add(another.report("foreign"));
  const auto counts = fetch(store);
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_EQ(counts->taken.reports, 1U);
  EXPECT_EQ(counts->set_aside, 7U);
  EXPECT_EQ(acknowledged(), std::vector<EnvelopeId>{good.id()});
  EXPECT_EQ(inbox->all_set_aside()->size(), 7U);
}

TEST_F(ReceptionOf, an_office_takes_what_was_cut_off_once_it_is_whole) {
  const Envelope envelope = sealed(a_report("x"));
  store.objects[envelope_name(envelope.id())] = {envelope.bytes().begin(), envelope.bytes().begin() + 5'000};
  EXPECT_EQ(fetch(store)->set_aside, 1U);
  EXPECT_TRUE(acknowledged().empty());
  store.add(envelope);
  EXPECT_EQ(fetch(store)->taken.reports, 1U);
  EXPECT_TRUE(inbox->all_set_aside()->empty());
}

TEST_F(ReceptionOf, an_office_opens_what_was_set_aside_when_the_key_is_back) {
  AnOffice both;
  both.publish(std::chrono::year{2026} / 12 / 1);
  store.add(*seal_report(a_report("x"), both.keys.back()));
  EXPECT_EQ(fetch(store)->set_aside, 1U);
  std::vector<ReportSecret> secrets;
  secrets.push_back({both.secrets.front().id, *LockedBytes::copy_of(both.secrets.front().secret.bytes())});
  const auto counts = retry_set_aside(*inbox, secrets, at(on(11, 26)));
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_EQ(counts->taken.reports, 1U);
  EXPECT_TRUE(inbox->all_set_aside()->empty());
}

TEST_F(ReceptionOf, an_office_is_not_spoilt_by_hostile_addresses) {
  Report point = a_report("no point to agree upon");
  point.answer.key = {};
  store.add(sealed(point));
  const Report first = a_report("first");
  Report same = a_report("the same label");
  same.answer.label = first.answer.label;
  store.add(sealed(first));
  store.add(sealed(same));
  ASSERT_TRUE(fetch(store));
  const auto written = write_answers(*inbox, folder.path(), office.keys.front().answer_salt);
  ASSERT_TRUE(written) << written.error().message;
  EXPECT_EQ(*written, 1U);
  EXPECT_EQ(inbox->list({}, 10)->size(), 3U);
}

TEST_F(ReceptionOf, a_run_that_breaks_anywhere_is_healed_by_the_next) {
  for (int i = 0; i < 6; ++i) store.add(sealed(a_report("report " + std::to_string(i))));
  for (int i = 0; i < 60; ++i) store.add(*seal_dummy(office.keys.front()));
  const auto all = store.objects;
  for (int calls = 0; calls < 80; calls += 3) {
    inbox.reset();
    std::filesystem::remove_all(folder / "inbox");
    ASSERT_NO_FATAL_FAILURE(open());
    store.objects = all;
    store.calls_left = calls;
    static_cast<void>(fetch(store, FetchedEnvelopes::remove));
    // Whatever is gone from the store, or acknowledged, is in the database.
    for (const EnvelopeId& id : acknowledged()) ASSERT_TRUE(*inbox->has_envelope(id));
    for (const auto& [name, bytes] : all) {
      if (store.objects.contains(name)) continue;
      ASSERT_TRUE(*inbox->has_envelope(Envelope::parse(bytes)->id()));
    }
    store.calls_left = 1'000'000;
    ASSERT_NO_FATAL_FAILURE(open());  // another process
    ASSERT_TRUE(fetch(store, FetchedEnvelopes::remove));
    EXPECT_EQ(inbox->list({}, 100)->size(), 6U) << calls;
    EXPECT_EQ(acknowledged().size(), 66U);
    EXPECT_EQ(store.objects.size(), 1U);
    EXPECT_FALSE(*inbox->check());
  }
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

TEST_F(ReceptionOf, a_report_is_answered_from_the_kiosk_to_the_receipt) {
  std::filesystem::create_directories(folder / "stick/T1");
  FolderStore stick(folder / "stick/T1");
  auto outbox = Outbox::open(folder / "outbox", office.keys, {64, 0, ""});
  ASSERT_TRUE(outbox);
  Report report = a_report("名单被卖。");
  const auto filed = file_report(report, outbox->keys().front());
  ASSERT_TRUE(filed && outbox->store(filed->envelope));
  ASSERT_NO_FATAL_FAILURE(carry(*outbox, stick));

  const auto counts = fetch(stick);
  ASSERT_TRUE(counts) << counts.error().message;
  EXPECT_EQ(counts->taken.reports, 1U);
  EXPECT_GT(counts->taken.dummies, 3U);
  ASSERT_NO_FATAL_FAILURE(carry(*outbox, stick));  // the acknowledgement frees the slots
  ASSERT_TRUE(inbox->move(1, step(ReportStatus::accepted), at(on(11, 26))));
  ASSERT_TRUE(inbox->move(1, step(ReportStatus::answered, OutcomeCode::removed), at(on(11, 27))));
  const AnswerSalt& salt = office.keys.front().answer_salt;
  ASSERT_EQ(write_answers(*inbox, folder / "workspace", salt), 1U);

  const auto bundle = (folder / "workspace") / kAnswersFile;
  const auto answer = find_answer(bundle, salt, filed->receipt);
  ASSERT_TRUE(answer && *answer);
  ASSERT_EQ((*answer)->steps.size(), 3U);
  EXPECT_EQ((*answer)->steps.back().status, ReportStatus::answered);
  EXPECT_EQ((*answer)->steps.back().decided.at("en"), "decided");
  EXPECT_FALSE(*find_answer(bundle, salt, new_receipt()));
}

}  // namespace
}  // namespace crier
