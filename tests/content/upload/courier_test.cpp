// SPDX-License-Identifier: Apache-2.0
// The courier against a store that drops, delays, doubles, reorders, truncates and lies: whatever was filed
// is opened at the office exactly once, and no forged acknowledgement frees a slot. Time is a clock that the
// test moves on.
#include "content/upload/courier.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "content/sealing/hex.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/outbox/an_office.hpp"
#include "tests/content/outbox/power_cut_disk.hpp"

namespace crier {
namespace {

const WallTime kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 25};

// What a faultless store would be, for the office to look into.
struct Shelf {
  std::map<std::string, std::vector<std::uint8_t>> objects;
};

class LyingStore final : public EnvelopeStore {
 public:
  LyingStore(Shelf& shelf, const AnOffice& office, std::uint32_t seed)
      : shelf_(shelf), office_(office), chance_(seed) {}

  Result<void> put(const std::string& name, Bytes bytes) override {
    const std::vector<std::uint8_t> copy(bytes.begin(), bytes.end());
    const std::uint64_t fault = is_honest_ ? 99 : chance_() % 20;
    ++faults_[fault];
    switch (fault) {
      case 0:
        return fail(ErrorCode::io, "dropped");
      case 1:
        shelf_.objects[name] = copy;
        return fail(ErrorCode::io, "the answer was lost");
      case 2:
        return {};  // a lie
      case 3:
        late_.emplace_back(name, copy);
        return {};
      case 4:
        shelf_.objects[name] = {copy.begin(), copy.begin() + 7'000};
        return {};
      case 5:
        shelf_.objects[name + ".copy"] = copy;
        break;
      case 6:
        shelf_.objects[std::string(64, 'f') + ".envelope"] = copy;
        return {};  // under another name
      case 7:
        std::shuffle(late_.begin(), late_.end(), chance_);
        deliver_late();
        break;
      default:
        break;
    }
    shelf_.objects[name] = copy;
    return {};
  }

  Result<std::vector<std::uint8_t>> get(const std::string& name, std::size_t) override {
    const auto found = shelf_.objects.find(name);
    const std::vector<std::uint8_t> real =
        found == shelf_.objects.end() ? std::vector<std::uint8_t>() : found->second;
    if (chance_() % 5 == 0 && !real.empty()) old_ = real;
    switch (is_honest_ ? 99 : chance_() % 8) {
      case 0:
        return fail(ErrorCode::io, "dropped");
      case 1:
        return forged();
      case 2:
        return foreign();
      case 3:
        return old_;
      case 4:
        return std::vector<std::uint8_t>(real.begin(),
                                         real.begin() + static_cast<std::ptrdiff_t>(real.size() / 2));
      default:
        break;
    }
    if (real.empty()) return fail(ErrorCode::not_found, "not yet");
    return real;
  }

  void become_honest() {
    is_honest_ = true;
    deliver_late();
  }
  std::size_t kinds_of_faults() const { return faults_.size(); }

 private:
  void deliver_late() {
    for (auto& [name, bytes] : late_) shelf_.objects[name] = bytes;
    late_.clear();
  }

  // Everything that it ever saw, signed by itself.
  std::vector<std::uint8_t> forged() {
    std::vector<EnvelopeId> ids;
    for (const auto& [name, bytes] : shelf_.objects)
      if (const auto envelope = Envelope::parse(bytes)) ids.push_back(envelope->id());
    return stranger_.acknowledge(ids);
  }

  // A true acknowledgement with ids put in its place.
  std::vector<std::uint8_t> foreign() {
    auto bytes = office_.acknowledge({EnvelopeId{}});
    for (const auto& [name, object] : shelf_.objects)
      if (const auto envelope = Envelope::parse(object))
        std::copy(envelope->id().begin(), envelope->id().end(), bytes.begin() + 12);
    return bytes;
  }

  Shelf& shelf_;
  const AnOffice& office_;
  AnOffice stranger_;
  std::mt19937 chance_;
  std::vector<std::pair<std::string, std::vector<std::uint8_t>>> late_;
  std::vector<std::uint8_t> old_;
  std::map<std::uint64_t, int> faults_;
  bool is_honest_ = false;
};

// Looks into the shelf as the office's inbox would: by content, whatever the name.
class Inbox {
 public:
  explicit Inbox(const AnOffice& office) : office_(office) {}

  void fetch(Shelf& shelf) {
    for (const auto& [name, bytes] : shelf.objects) {
      if (name == kAcknowledgedName || !seen_names_.insert(name + std::to_string(bytes.size())).second)
        continue;
      const auto envelope = Envelope::parse(bytes);
      if (!envelope || !arrived_.insert(envelope->id()).second) continue;
      if (const std::string what = office_.opened(*envelope); !what.empty()) ++reports_[what];
    }
    shelf.objects[std::string(kAcknowledgedName)] = office_.acknowledge({arrived_.begin(), arrived_.end()});
  }

  const std::map<std::string, int>& reports() const { return reports_; }

 private:
  const AnOffice& office_;
  std::set<std::string> seen_names_;
  std::set<EnvelopeId> arrived_;
  std::map<std::string, int> reports_;
};

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : chance_(seed) {}
  double operator()() { return std::uniform_real_distribution<double>(0, 1)(chance_); }

 private:
  std::mt19937 chance_;
};

// Lets the courier work for that long.
void run(Courier& courier, EnvelopeStore& store, ManualClock& clock, std::chrono::seconds length) {
  const MonotonicTime end = clock.monotonic() + length;
  while (clock.monotonic() < end) {
    auto errand = courier.next();
    ASSERT_TRUE(errand) << errand.error().message;
    if (*errand) courier.done(run_errand(**std::move(errand), store));
    clock.advance(std::max<Nanoseconds>(courier.rest(), std::chrono::milliseconds(1)));
  }
}

TEST(Courier, a_thousand_reports_through_every_fault_arrive_exactly_once) {
  constexpr int kReports = 1'000;
  const AnOffice office;
  const TemporaryFolder folder;
  PowerCutDisk disk(1);
  ManualClock clock(kNow);
  Shelf shelf;
  LyingStore store(shelf, office, 7);
  Inbox inbox(office);
  auto outbox = Outbox::open(folder / "outbox", office.keys, {256, 0, disk.name()});
  ASSERT_TRUE(outbox);
  CourierPace pace;
  pace.send_again = std::chrono::seconds(1'800);
  pace.between_covers = std::chrono::seconds(120);
  int filed = 0;
  int refused = 0;
  {
    Courier courier(*outbox, clock, Chance(1), pace);
    while (filed < kReports) {
      ASSERT_NO_FATAL_FAILURE(run(courier, store, clock, std::chrono::seconds(60)));
      inbox.fetch(shelf);
      const auto stored = outbox->store(office.report("report " + std::to_string(filed)));
      ASSERT_TRUE(stored || stored.error().code == ErrorCode::limit) << stored.error().message;
      ++(stored ? filed : refused);
      ASSERT_LT(refused, 100'000);
    }
  }
  // A restart in the middle of it, then honesty.
  outbox = fail(ErrorCode::cancelled, "closed");
  outbox = Outbox::open(folder / "outbox", office.keys, {256, 0, disk.name()});
  ASSERT_TRUE(outbox) << outbox.error().message;
  Courier courier(*outbox, clock, Chance(2), pace);
  ASSERT_NO_FATAL_FAILURE(run(courier, store, clock, std::chrono::hours(1)));
  store.become_honest();
  for (int i = 0; i < 6; ++i) {
    ASSERT_NO_FATAL_FAILURE(run(courier, store, clock, std::chrono::hours(1)));
    inbox.fetch(shelf);
  }
  EXPECT_EQ(inbox.reports().size(), static_cast<std::size_t>(kReports));
  for (const auto& [what, times] : inbox.reports()) EXPECT_EQ(times, 1) << what;
  EXPECT_GE(store.kinds_of_faults(), 9U);
  std::printf("%zu reports arrived exactly once; %d had to be filed later, the outbox of 256 being full\n",
              inbox.reports().size(), refused);
}

// A store that fails until it is told otherwise, and counts.
class PlainStore final : public EnvelopeStore {
 public:
  Result<void> put(const std::string& name, Bytes) override {
    names.push_back(name);
    if (!works) return fail(ErrorCode::io, "no route");
    return {};
  }
  Result<std::vector<std::uint8_t>> get(const std::string&, std::size_t) override {
    ++gets;
    if (!works) return fail(ErrorCode::io, "no route");
    return fail(ErrorCode::not_found, "not yet");
  }

  bool works = true;
  std::vector<std::string> names;
  int gets = 0;
};

class CourierTest : public testing::Test {
 protected:
  CourierTest() {
    auto opened = Outbox::open(folder_ / "outbox", office_.keys, {64, 0, disk_.name()});
    EXPECT_TRUE(opened);
    outbox_.emplace(*std::move(opened));
  }

  AnOffice office_;
  TemporaryFolder folder_;
  PowerCutDisk disk_{1};
  ManualClock clock_{kNow};
  PlainStore store_;
  std::optional<Outbox> outbox_;
};

TEST_F(CourierTest, waits_longer_after_each_failure_and_never_gives_up) {
  const Envelope report = office_.report("x");
  ASSERT_TRUE(outbox_->store(report));
  Courier courier(*outbox_, clock_, [] { return 0.5; });
  store_.works = false;
  ASSERT_NO_FATAL_FAILURE(run(courier, store_, clock_, std::chrono::hours(48)));
  EXPECT_GT(store_.names.size(), 50U);  // a try an hour in the end
  EXPECT_LT(store_.names.size(), 90U);
  ASSERT_TRUE(courier.status().failing_since);
  EXPECT_EQ(courier.status().trouble, "no route");
  store_.works = true;
  ASSERT_NO_FATAL_FAILURE(run(courier, store_, clock_, std::chrono::hours(2)));
  EXPECT_FALSE(courier.status().failing_since);
  EXPECT_EQ(std::count(store_.names.begin(), store_.names.end(), envelope_name(report.id())) > 0, true);
  EXPECT_EQ(outbox_->status().unsent, 0U);
}

TEST_F(CourierTest, what_nobody_acknowledged_is_sent_again_under_the_same_name) {
  const Envelope report = office_.report("x");
  ASSERT_TRUE(outbox_->store(report));
  Courier courier(*outbox_, clock_, Chance(3));
  ASSERT_NO_FATAL_FAILURE(run(courier, store_, clock_, std::chrono::hours(24)));
  EXPECT_GE(std::count(store_.names.begin(), store_.names.end(), envelope_name(report.id())), 2);
}

TEST_F(CourierTest, covers_travel_like_reports) {
  Courier courier(*outbox_, clock_, Chance(4));
  ASSERT_NO_FATAL_FAILURE(run(courier, store_, clock_, std::chrono::hours(24)));
  EXPECT_GT(store_.names.size(), 80U);  // one in ten minutes, on average
  for (const std::string& name : store_.names) {
    EXPECT_EQ(name.size(), 64U + std::string(".envelope").size());
    EXPECT_TRUE(name.ends_with(".envelope"));
  }
}

TEST_F(CourierTest, rests_between_errands) {
  Courier courier(*outbox_, clock_, Chance(5));
  std::size_t rounds = 0;
  const MonotonicTime end = clock_.monotonic() + std::chrono::hours(1);
  for (; clock_.monotonic() < end; ++rounds) {
    auto errand = courier.next();
    ASSERT_TRUE(errand);
    if (*errand) courier.done(run_errand(**std::move(errand), store_));
    clock_.advance(std::max<Nanoseconds>(courier.rest(), std::chrono::milliseconds(1)));
  }
  EXPECT_LT(rounds, 2'000U);
  EXPECT_GT(store_.gets, 6);
}

TEST(Retry, grows_to_its_longest_and_begins_anew) {
  using namespace std::chrono_literals;
  Retry retry({4s, 60s});
  EXPECT_EQ(retry.failed(0), 2s);
  EXPECT_EQ(retry.failed(0), 4s);
  for (int i = 0; i < 100; ++i) EXPECT_LE(retry.failed(0.999), 60s);
  EXPECT_EQ(retry.failed(0), 30s);
  retry.succeeded();
  EXPECT_EQ(retry.failed(0), 2s);
}

}  // namespace
}  // namespace crier
