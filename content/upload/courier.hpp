// SPDX-License-Identifier: Apache-2.0
// Courier: what an outbox does by itself, and when: it rewrites dummies, sends envelopes and fetches
// acknowledgements, without end and at moments that tell nothing. It lives on the outbox's thread and never
// waits: an Errand goes to the network's thread, which runs it, and comes back as a Delivery. At most one
// errand is out at a time.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/outbox/outbox.hpp"
#include "content/upload/envelope_store.hpp"
#include "content/upload/retry.hpp"

namespace crier {

struct CourierPace {
  std::chrono::seconds between_uploads{5};     // on average: 62 MiB in six hours
  std::chrono::seconds between_fetches{300};   // of acknowledgements, on average
  std::chrono::seconds between_covers{600};    // on average, as a Poisson process
  std::chrono::seconds send_again{6 * 3'600};  // what nobody acknowledged
  RetryPace retry;
};

// Something to do with the store: to put an envelope or, where there is none, to get the acknowledgements.
struct Errand {
  std::optional<Envelope> envelope;
};

struct Delivery {
  Errand errand;
  Result<std::vector<std::uint8_t>> outcome;  // what was got; empty after a put
};

// On the network's thread; waits for it.
Delivery run_errand(Errand errand, EnvelopeStore& store);

// For the service panel.
struct CourierStatus {
  std::optional<MonotonicTime> failing_since;  // none: the last errand went well
  std::string trouble;                         // what the last failure said
};

class Courier {
 public:
  // Both outlive the courier. `chance` gives numbers from 0 to below 1.
  Courier(Outbox& outbox, const Clock& clock, std::function<double()> chance, const CourierPace& pace = {});

  // Does what is due on the disk, and hands out the errand that is due. Fails where the disk does.
  Result<std::optional<Errand>> next();

  // Takes in what became of the errand that is out.
  void done(const Delivery& delivery);

  // How long `next` will have nothing to do; not counting an errand that is out.
  Nanoseconds rest() const;

  const CourierStatus& status() const { return status_; }

 private:
  Nanoseconds about(std::chrono::seconds average);
  Nanoseconds poisson(std::chrono::seconds average);
  void take_acknowledgements(const Delivery& delivery);

  Outbox& outbox_;
  const Clock& clock_;
  std::function<double()> chance_;
  CourierPace pace_;
  Retry puts_;
  Retry gets_;
  MonotonicTime upload_at_;
  MonotonicTime fetch_at_;
  MonotonicTime cover_at_;
  MonotonicTime again_at_;
  bool is_out_ = false;
  bool has_more_to_tidy_ = false;
  CourierStatus status_;
};

}  // namespace crier
