// SPDX-License-Identifier: Apache-2.0
// Power cuts between receipt and upload: whatever a receipt was shown for arrives at the office, exactly
// once. A few hundred cuts in each run; CRIER_POWER_CUTS=10000 for the long one.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "content/outbox/outbox.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/outbox/an_office.hpp"
#include "tests/content/outbox/power_cut_disk.hpp"

namespace crier {
namespace {

int cuts_wanted() {
  const char* const wanted = std::getenv("CRIER_POWER_CUTS");
  return wanted == nullptr ? 300 : std::atoi(wanted);
}

class Life {
 public:
  explicit Life(std::uint32_t seed) : disk_(seed), chance_(seed) {}

  // One stretch between two cuts.
  void live() {
    disk_.cut_after(chance_() % 120);
    {
      auto outbox = Outbox::open(folder_ / "outbox", office_.keys, {64, 8, disk_.name()});
      while (outbox && !disk_.is_off()) act(*outbox);
      EXPECT_TRUE(outbox || disk_.is_off()) << outbox.error().message;
    }
    disk_.power_on();
  }

  // With the power on for good everything arrives.
  void finish() {
    auto outbox = Outbox::open(folder_ / "outbox", office_.keys, {64, 8, disk_.name()});
    ASSERT_TRUE(outbox) << outbox.error().message;
    EXPECT_EQ(outbox->status().damage, "");
    for (int i = 0; i < 200; ++i) send(*outbox);
    for (const auto& [what, times] : shown_) {
      EXPECT_EQ(times, 1);
      EXPECT_TRUE(arrived_.contains(what)) << what << " is lost";
    }
    for (const auto& [what, times] : arrived_) EXPECT_EQ(times, 1U) << what << " came twice";
  }

  std::size_t shown() const { return shown_.size(); }
  std::size_t refused() const { return refused_; }

 private:
  void act(Outbox& outbox) {
    const auto deed = chance_() % 8;
    if (deed < 3) {
      const std::string what = "report " + std::to_string(next_++);
      const auto stored = outbox.store(office_.report(what));
      if (stored) ++shown_[what];
      if (!stored && stored.error().code == ErrorCode::limit) ++refused_;
      EXPECT_TRUE(stored || disk_.is_off() || stored.error().code == ErrorCode::limit)
          << stored.error().message;
    } else if (deed == 3) {
      EXPECT_TRUE(outbox.cover() || disk_.is_off());
    } else {
      send(outbox);
    }
  }

  // The office notes whatever comes by its id, opens it once, and signs for it some time later.
  void send(Outbox& outbox) {
    const auto next = outbox.next_upload();
    if (next && *next) {
      outbox.sent((*next)->id());
      if (seen_.insert((*next)->id()).second)
        if (const std::string what = office_.opened(**next); !what.empty()) ++arrived_[what];
      unsigned_.push_back((*next)->id());
    }
    if (unsigned_.size() < 8 && next && *next) return;
    EXPECT_TRUE(outbox.acknowledge(office_.acknowledge(unsigned_)));
    unsigned_.clear();
    EXPECT_TRUE(outbox.tidy() || disk_.is_off());
  }

  TemporaryFolder folder_;
  AnOffice office_;
  PowerCutDisk disk_;
  std::mt19937 chance_;
  int next_ = 0;
  std::map<std::string, int> shown_;
  std::map<std::string, std::size_t> arrived_;
  std::set<EnvelopeId> seen_;
  std::vector<EnvelopeId> unsigned_;
  std::size_t refused_ = 0;
};

TEST(PowerCut, what_a_receipt_was_shown_for_arrives_exactly_once) {
  Life life(20'261'125);
  const int cuts = cuts_wanted();
  for (int cut = 0; cut < cuts && !testing::Test::HasFailure(); ++cut) life.live();
  life.finish();
  std::printf("%d power cuts: %zu receipts shown, none lost, none doubled; %zu refused as full\n", cuts,
              life.shown(), life.refused());
  EXPECT_GT(life.shown(), static_cast<std::size_t>(cuts / 2));
}

TEST(LoosePlug, an_error_of_the_disk_loses_nothing_and_holds_nothing_up) {
  const AnOffice office;
  for (std::size_t operations = 0; operations < 24; ++operations) {
    const TemporaryFolder folder;
    PowerCutDisk disk(1);
    auto outbox = Outbox::open(folder / "outbox", office.keys, {64, 8, disk.name()});
    ASSERT_TRUE(outbox);
    std::set<std::string> shown;
    for (int i = 0; i < 6; ++i) {
      disk.cut_after(operations);
      const bool is_shown = outbox->store(office.report(std::to_string(i))).has_value();
      const bool is_covered = outbox->cover().has_value();
      EXPECT_TRUE(disk.is_off() || (is_shown && is_covered));
      disk.plug_in();
      if (is_shown) shown.insert(std::to_string(i));
      const auto later = outbox->store(office.report("later " + std::to_string(i)));
      ASSERT_TRUE(later) << operations << ": " << later.error().message;
      shown.insert("later " + std::to_string(i));
    }
    for (int sends = 0;; ++sends) {
      const auto next = outbox->next_upload();
      ASSERT_TRUE(next) << next.error().message;
      if (!*next) break;
      ASSERT_LT(sends, 64) << "one slot holds up all others";
      shown.erase(office.opened(**next));
      outbox->sent((*next)->id());
    }
    EXPECT_TRUE(shown.empty()) << operations << ": " << *shown.begin() << " is lost";
  }
}

TEST(PowerCut, while_the_outbox_is_made_leaves_none_or_a_whole_one) {
  const AnOffice office;
  const TemporaryFolder folder;
  for (std::size_t cut = 0; cut < 60; ++cut) {
    PowerCutDisk disk(static_cast<std::uint32_t>(cut));
    disk.cut_after(cut * 3);
    { const auto outbox = Outbox::open(folder / "outbox", office.keys, {64, 0, disk.name()}); }
    disk.power_on();
    auto outbox = Outbox::open(folder / "outbox", office.keys, {64, 0, disk.name()});
    ASSERT_TRUE(outbox) << cut << ": " << outbox.error().message;
    EXPECT_EQ(outbox->status().damage, "");
    EXPECT_EQ(outbox->status().slots, 64U);
    EXPECT_TRUE(outbox->store(office.report("x")));
  }
}

}  // namespace
}  // namespace crier
