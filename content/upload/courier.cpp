// SPDX-License-Identifier: Apache-2.0
#include "content/upload/courier.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace crier {

Delivery run_errand(Errand errand, EnvelopeStore& store) {
  Result<std::vector<std::uint8_t>> outcome = std::vector<std::uint8_t>();
  if (!errand.envelope) {
    outcome = store.get(std::string(kAcknowledgedName), kMostAcknowledgementBytes);
  } else if (const auto put = store.put(envelope_name(errand.envelope->id()), errand.envelope->bytes());
             !put) {
    outcome = tl::unexpected(put.error());
  }
  return {std::move(errand), std::move(outcome)};
}

Courier::Courier(Outbox& outbox, const Clock& clock, std::function<double()> chance, const CourierPace& pace)
    : outbox_(outbox),
      clock_(clock),
      chance_(std::move(chance)),
      pace_(pace),
      puts_(pace.retry),
      gets_(pace.retry) {
  const MonotonicTime now = clock_.monotonic();
  upload_at_ = now + about(pace_.between_uploads);
  fetch_at_ = now + about(pace_.between_uploads);
  cover_at_ = now + poisson(pace_.between_covers);
  again_at_ = now + about(pace_.send_again);
}

// From half the average to one and a half.
Nanoseconds Courier::about(std::chrono::seconds average) {
  return std::chrono::duration_cast<Nanoseconds>(std::chrono::duration<double>(average) * (0.5 + chance_()));
}

// A pause of a Poisson process, which remembers nothing: when the last one was does not tell when the next
// will be.
Nanoseconds Courier::poisson(std::chrono::seconds average) {
  return std::chrono::duration_cast<Nanoseconds>(std::chrono::duration<double>(average) *
                                                 -std::log(1 - chance_()));
}

Result<std::optional<Errand>> Courier::next() {
  const MonotonicTime now = clock_.monotonic();
  if (now >= cover_at_) {
    cover_at_ = now + poisson(pace_.between_covers);
    if (const auto covered = outbox_.cover(); !covered) return tl::unexpected(covered.error());
  }
  if (now >= again_at_) {
    again_at_ = now + about(pace_.send_again);
    outbox_.send_again();
  }
  const auto tidied = outbox_.tidy();
  if (!tidied) return tl::unexpected(tidied.error());
  has_more_to_tidy_ = *tidied;
  if (is_out_) return std::optional<Errand>();
  if (now >= fetch_at_) {
    is_out_ = true;
    return std::optional<Errand>(Errand{});
  }
  if (now < upload_at_) return std::optional<Errand>();
  auto envelope = outbox_.next_upload();
  if (!envelope) return tl::unexpected(envelope.error());
  if (!*envelope) {
    upload_at_ = now + about(pace_.between_uploads);
    return std::optional<Errand>();
  }
  is_out_ = true;
  return std::optional<Errand>(Errand{**std::move(envelope)});
}

void Courier::done(const Delivery& delivery) {
  assert(is_out_);
  is_out_ = false;
  const MonotonicTime now = clock_.monotonic();
  const bool nothing_yet =
      !delivery.errand.envelope && !delivery.outcome && delivery.outcome.error().code == ErrorCode::not_found;
  const bool went_well = delivery.outcome || nothing_yet;
  Retry& retry = delivery.errand.envelope ? puts_ : gets_;
  MonotonicTime& due = delivery.errand.envelope ? upload_at_ : fetch_at_;
  if (!went_well) {
    due = now + retry.failed(chance_());
    status_.trouble = delivery.outcome.error().message;
    if (!status_.failing_since) status_.failing_since = now;
    return;
  }
  retry.succeeded();
  status_ = CourierStatus();
  due = now + about(delivery.errand.envelope ? pace_.between_uploads : pace_.between_fetches);
  if (delivery.errand.envelope) {
    outbox_.sent(delivery.errand.envelope->id());
  } else if (delivery.outcome) {
    take_acknowledgements(delivery);
  }
}

void Courier::take_acknowledgements(const Delivery& delivery) {
  const auto freed = outbox_.acknowledge(*delivery.outcome);
  if (freed) {
    has_more_to_tidy_ = has_more_to_tidy_ || *freed > 0;
    return;
  }
  status_.trouble = freed.error().message;
  status_.failing_since = clock_.monotonic();
}

Nanoseconds Courier::rest() const {
  if (has_more_to_tidy_) return Nanoseconds{0};
  MonotonicTime due = std::min(cover_at_, again_at_);
  if (!is_out_) due = std::min({due, upload_at_, fetch_at_});
  return std::max(Nanoseconds{0}, Nanoseconds(due - clock_.monotonic()));
}

}  // namespace crier
