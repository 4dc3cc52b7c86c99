// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit_errands.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "content/sealing/randomness.hpp"

namespace crier {
namespace {

constexpr int kUsualReports = 3;  // in one visit; more go into the slow lane

// What cannot be a receipt is looked for all the same: every wrong answer takes as long.
Receipt receipt_or_none(std::string_view typed) {
  if (auto receipt = Receipt::parse(typed)) return *receipt;
  constexpr std::array<std::uint8_t, Receipt::kRandomDigits> kNobodys{};
  return Receipt::from_random(kNobodys);
}

}  // namespace

VisitErrands::VisitErrands(const Office& office, Session& session, const Clock& clock, std::string screen,
                           Tell tell, Complain complain)
    : office_(office),
      session_(session),
      clock_(clock),
      screen_(std::move(screen)),
      tell_(std::move(tell)),
      complain_(std::move(complain)) {}

void VisitErrands::begin(unsigned misses) {
  misses_ = misses;
  may_look_up_ = clock_.monotonic() + pause_after_misses(misses_);
}

void VisitErrands::start() {
  start_filing();
  start_look_up();
}

bool VisitErrands::finish() {
  const bool has_failed = finish_filing();
  return finish_look_up() || has_failed;
}

std::array<int, 3> VisitErrands::ready_fds() const {
  return {preparing_ ? preparing_->ready_fd() : -1, filing_ ? filing_->ready_fd() : -1,
          looking_up_ ? looking_up_->ready_fd() : -1};
}

// Seals what was written, away from this thread.
void VisitErrands::start_filing() {
  if (state().report.step == ReportStep::check && !preparing_ && !prepared_ && !office_.report_keys.empty())
    preparing_ = std::make_unique<BackgroundJob<Preparing>>(
        [keys = office_.report_keys.front()] { return prepare_receipt(keys); });
  if (state().report.step != ReportStep::sending || filing_ || receipt_ || preparing_) return;
  const bool is_english = state().mode.language == Language::english;
  auto report =
      std::make_shared<Report>(state().report.report(office_.report_form, is_english ? "en" : "zh"));
  report->site = screen_;
  report->filed = std::chrono::floor<std::chrono::days>(clock_.wall());
  report->is_slow = state().reports_filed >= kUsualReports;
  filing_ = std::make_unique<BackgroundJob<Filing>>(
      [report, keys = office_.report_keys.front(), prepared = std::exchange(prepared_, std::nullopt)] {
        return prepared ? file_report(*report, keys, *prepared) : file_report(*report, keys);
      });
}

// True where it failed: the rest of its way is the player's.
bool VisitErrands::finish_filing() {
  if (preparing_) {
    // Without one, sealing makes its own.
    if (auto prepared = preparing_->take()) {
      preparing_.reset();
      if (*prepared) prepared_ = **std::move(prepared);
    }
  }
  if (!filing_) return false;
  auto filed = filing_->take();
  if (!filed) return false;
  filing_.reset();
  if (!*filed) {
    complain_("sealing: " + filed->error().message);
    session_.fail_report(ReportTrouble::not_stored);
    return true;
  }
  receipt_ = std::move((*filed)->receipt);
  const Bytes bytes = (*filed)->envelope.bytes();
  tell_(from_visit::Filed{{bytes.begin(), bytes.end()}});
  return false;
}

bool VisitErrands::take_stored(to_visit::Storing outcome) {
  if (!receipt_) return false;
  Receipt receipt = std::move(*receipt_);
  receipt_.reset();
  if (outcome != to_visit::Storing::stored) {
    session_.fail_report(outcome == to_visit::Storing::full ? ReportTrouble::full
                                                            : ReportTrouble::not_stored);
    return true;
  }
  session_.give_receipt(std::move(receipt), random_below(Receipt::kGroups));
  return true;
}

void VisitErrands::start_look_up() {
  if (state().look_up.step != LookUpStep::searching || looking_up_) return;
  if (office_.report_keys.empty()) return session_.give_answer(std::nullopt);
  look_up_at_ = std::max(clock_.monotonic(), may_look_up_);
  if (clock_.monotonic() < *look_up_at_) return;
  look_up_at_.reset();
  looking_up_ = std::make_unique<BackgroundJob<Found>>(
      [receipt = receipt_or_none(state().code.text()), salt = office_.report_keys.front().answer_salt,
       bundle = office_.root / kAnswersFile] { return find_answer(bundle, salt, receipt); });
}

bool VisitErrands::finish_look_up() {
  if (!looking_up_) return false;
  auto found = looking_up_->take();
  if (!found) return false;
  looking_up_.reset();
  if (!*found) complain_("answers: " + found->error().message);
  std::optional<Answer> answer = *found ? std::move(**found) : std::nullopt;
  misses_ = answer ? 0 : misses_ + 1;
  may_look_up_ = clock_.monotonic() + pause_after_misses(misses_);
  tell_(from_visit::LookedUp{answer.has_value()});
  session_.give_answer(std::move(answer));
  return true;
}

}  // namespace crier
