// SPDX-License-Identifier: Apache-2.0
// What a visit has done out of sight: a report sealed, stored or not, and receipts looked up ever more
// slowly.
#include "kiosk/visit_errands.hpp"

#include <gtest/gtest.h>
#include <poll.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/content/outbox/an_office.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class VisitErrandsTest : public testing::Test {
 protected:
  void SetUp() override {
    office_.report_keys = keys_.keys;
    ReportCategory other;
    other.key = "other";
    office_.report_form.categories.push_back(other);
    auto glass = Glass::open(metrics_.width, metrics_.height);
    ASSERT_TRUE(glass) << glass.error().message;
    glass_ = std::move(*glass);
    session_.emplace(office_, *glass_, translator_, metrics_, clock_, keyboard_);
    errands_.emplace(
        office_, *session_, clock_, "T1",
        [this](const FromVisit& message) {
          if (const auto* const filed = std::get_if<from_visit::Filed>(&message)) sealed_.push_back(*filed);
          if (const auto* const found = std::get_if<from_visit::LookedUp>(&message))
            looked_up_.push_back(found->is_found);
        },
        [this](const std::string& text) { complaints_.push_back(text); });
    errands_->begin(0);
  }

  void obey(const Command& command) { session_->obey({command}); }

  void press(std::string_view letters) {
    keyboard_.set_mode(KeyboardMode::english);
    for (const char letter : letters) obey(command::PressKey{std::string("key.") + letter});
  }

  void write_report() {
    obey(command::Open{{PanelKind::report, "", 0}});
    obey(command::Category{"other"});
    press("abc");
    for (int step = 0; step < 3; ++step) {
      clock_.advance(seconds{2});
      obey(command::GoOn{});
    }
    ASSERT_EQ(session_->state().report.step, ReportStep::check);
  }

  // What is under way is waited for as a visit waits for it.
  void work() {
    for (;;) {
      errands_->start();
      std::vector<pollfd> waits;
      for (const int fd : errands_->ready_fds())
        if (fd >= 0) waits.push_back({fd, POLLIN, 0});
      if (waits.empty()) return;
      ASSERT_GT(poll(waits.data(), waits.size(), 60'000), 0);
      if (errands_->finish()) ++news_;
    }
  }

  void send() {
    ASSERT_NO_FATAL_FAILURE(write_report());
    obey(command::Send{});
    ASSERT_NO_FATAL_FAILURE(work());
    ASSERT_EQ(sealed_.size(), 1U);
  }

  const AnOffice keys_;
  Office office_;
  const Metrics metrics_ = Metrics::of(540, 960, 0.6);
  const Translator translator_{Translator::usual_folder()};
  ManualClock clock_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 29}};
  Keyboard keyboard_{KeyboardEngines{}};
  std::unique_ptr<Glass> glass_;
  std::optional<Session> session_;
  std::vector<from_visit::Filed> sealed_;
  std::vector<bool> looked_up_;
  std::vector<std::string> complaints_;
  int news_ = 0;  // of what the citizen sees
  std::optional<VisitErrands> errands_;
};

TEST_F(VisitErrandsTest, show_a_receipt_only_once_the_report_is_stored) {
  ASSERT_NO_FATAL_FAILURE(send());
  EXPECT_EQ(session_->state().report.step, ReportStep::sending) << "it lies on no disk yet";
  EXPECT_EQ(news_, 0);
  EXPECT_FALSE(session_->state().report.receipt);
  const auto envelope = Envelope::parse(sealed_[0].envelope);
  ASSERT_TRUE(envelope) << envelope.error().message;
  const auto opened = open_envelope(*envelope, keys_.secrets);
  ASSERT_TRUE(opened && *opened);
  EXPECT_EQ((*opened)->report.site, "T1");
  ASSERT_EQ((*opened)->report.places.size(), 1U);
  EXPECT_EQ((*opened)->report.places[0].text.view(), "abc");
  EXPECT_TRUE(errands_->take_stored(to_visit::Storing::stored));
  EXPECT_EQ(session_->state().report.step, ReportStep::receipt);
  EXPECT_TRUE(session_->state().report.receipt);
  EXPECT_TRUE(complaints_.empty());
}

TEST_F(VisitErrandsTest, seal_anew_what_could_not_be_stored) {
  ASSERT_NO_FATAL_FAILURE(send());
  EXPECT_TRUE(errands_->take_stored(to_visit::Storing::full));
  EXPECT_EQ(session_->state().report.trouble, ReportTrouble::full);
  EXPECT_FALSE(session_->state().report.receipt);
  obey(command::Send{});
  ASSERT_NO_FATAL_FAILURE(work());
  ASSERT_EQ(sealed_.size(), 2U);
  const auto first = Envelope::parse(sealed_[0].envelope);
  const auto second = Envelope::parse(sealed_[1].envelope);
  ASSERT_TRUE(first && second);
  EXPECT_EQ((*open_envelope(*first, keys_.secrets))->report.id,
            (*open_envelope(*second, keys_.secrets))->report.id)
      << "the office keeps one";
  EXPECT_TRUE(errands_->take_stored(to_visit::Storing::stored));
  EXPECT_TRUE(session_->state().report.receipt);
}

TEST_F(VisitErrandsTest, take_no_outcome_of_a_report_that_is_not_theirs) {
  EXPECT_FALSE(errands_->take_stored(to_visit::Storing::stored));
  ASSERT_NO_FATAL_FAILURE(write_report());
  ASSERT_NO_FATAL_FAILURE(work());  // the receipt is made ready, and nothing is sealed
  EXPECT_FALSE(errands_->take_stored(to_visit::Storing::stored));
  EXPECT_EQ(session_->state().report.step, ReportStep::check);
  EXPECT_TRUE(sealed_.empty());
}

TEST_F(VisitErrandsTest, answer_who_guesses_ever_later) {
  constexpr unsigned kMissesBefore = 3;
  errands_->begin(kMissesBefore);
  obey(command::Open{{PanelKind::status, "", 0}});
  for (unsigned misses = kMissesBefore; misses < kMissesBefore + 3; ++misses) {
    for (std::size_t i = 0; i < kCodeDigits; ++i) obey(command::TypeDigit{static_cast<int>(i % 10)});
    obey(command::LookUp{});
    ASSERT_EQ(session_->state().look_up.step, LookUpStep::searching);
    ASSERT_NO_FATAL_FAILURE(work());
    EXPECT_EQ(looked_up_.size(), misses - kMissesBefore) << "too early";
    ASSERT_TRUE(errands_->next_change());
    EXPECT_EQ(*errands_->next_change() - clock_.monotonic(), pause_after_misses(misses));
    clock_.advance(pause_after_misses(misses) - milliseconds{1});
    ASSERT_NO_FATAL_FAILURE(work());
    EXPECT_EQ(looked_up_.size(), misses - kMissesBefore) << "still too early";
    clock_.advance(milliseconds{1});
    ASSERT_NO_FATAL_FAILURE(work());
    ASSERT_EQ(looked_up_.size(), misses - kMissesBefore + 1);
    EXPECT_FALSE(looked_up_.back());
    EXPECT_EQ(session_->state().look_up.step, LookUpStep::missing);
    EXPECT_EQ(news_, static_cast<int>(misses - kMissesBefore) + 1);
    obey(command::Back{});
    obey(command::Open{{PanelKind::status, "", 0}});
  }
}

}  // namespace
}  // namespace crier
