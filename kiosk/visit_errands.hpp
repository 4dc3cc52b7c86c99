// SPDX-License-Identifier: Apache-2.0
// VisitErrands: what a visit does out of its citizen's sight: seals the report and looks a receipt's answer
// up. Both are work for threads of their own; its methods belong to the visit's thread, and none waits.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "config/clock.hpp"
#include "content/answers/answer_bundle.hpp"
#include "content/answers/filing.hpp"
#include "content/model/office.hpp"
#include "kiosk/panels/session.hpp"
#include "kiosk/visit/background_job.hpp"
#include "kiosk/visit/messages.hpp"

namespace crier {

class VisitErrands {
 public:
  using Tell = std::function<void(const FromVisit&)>;        // the player
  using Complain = std::function<void(const std::string&)>;  // to the log

  // `screen`: the site that a report names. `office`, `session` and `clock` outlive the errands.
  VisitErrands(const Office& office, Session& session, const Clock& clock, std::string screen, Tell tell,
               Complain complain);

  // The visit begins, after so many misses of those before it: whoever guesses receipts waits ever longer.
  void begin(unsigned misses);

  // Begins what the session's state asks for.
  void start();

  // Gives the session what has been found, and the player what has been sealed. True where the citizen sees
  // something new.
  bool finish();

  // What became of a report that the player was given; only now there is a receipt to be shown. False where
  // none was given.
  bool take_stored(to_visit::Storing outcome);

  // Readable where finish() has something to do; -1: nothing is under way.
  std::array<int, 3> ready_fds() const;

  // When start() has something to do without a touch; none: never.
  std::optional<MonotonicTime> next_change() const { return look_up_at_; }

 private:
  using Preparing = Result<PreparedReceipt>;
  using Filing = Result<FiledReport>;
  using Found = Result<std::optional<Answer>>;

  const VisitState& state() const { return session_.state(); }
  void start_filing();
  void start_look_up();
  bool finish_filing();
  bool finish_look_up();

  const Office& office_;
  Session& session_;
  const Clock& clock_;
  const std::string screen_;
  const Tell tell_;
  const Complain complain_;
  std::unique_ptr<BackgroundJob<Preparing>> preparing_;  // a receipt, while the citizen checks the report
  std::optional<PreparedReceipt> prepared_;
  std::unique_ptr<BackgroundJob<Filing>> filing_;     // null: none is sealed
  std::optional<Receipt> receipt_;                    // of the report that is being stored
  std::unique_ptr<BackgroundJob<Found>> looking_up_;  // null: nobody asks
  std::optional<MonotonicTime> look_up_at_;           // the pause after misses
  MonotonicTime may_look_up_;
  unsigned misses_ = 0;
};

}  // namespace crier
