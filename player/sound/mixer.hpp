// SPDX-License-Identifier: Apache-2.0
// Mixer: what is laid over the programme's sound: the channel's level, which changes without a step, and
// announcements, for which the programme falls silent. Told from any thread without waiting; `mix` and
// `forget` belong to the device's thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "config/bounded_queue.hpp"
#include "config/clock.hpp"

namespace crier {

// Interleaved stereo at 48 kHz, shared by whoever made it and whoever plays it.
using SharedSamples = std::shared_ptr<const std::vector<float>>;

// A factor that moves to where it is told to in a straight line.
class Ramp {
 public:
  explicit Ramp(float value) : value_(value), target_(value) {}

  // From the next frame on, in `frames` of them.
  void aim(float target, std::int64_t frames);
  float next();
  float value() const { return value_; }

 private:
  float value_;
  float target_;
  float step_ = 0;
  std::int64_t left_ = 0;
};

class Mixer {
 public:
  // The programme's share of full amplitude, 0 to 1, reached in 50 ms; 1 at first.
  void set_level(double level) { level_.store(static_cast<float>(level), std::memory_order_relaxed); }

  // Plays these over the programme, at their own amplitude whatever the level; what is announced already
  // gives way. `now` dates the order: one that no device has begun within five seconds is dropped. Returns
  // the announcement's number.
  std::uint64_t announce(SharedSamples samples, MonotonicTime now);

  // Goes on with these when what was given for that announcement is through; nothing where another has taken
  // its place. At most kContinuations wait; more are dropped.
  static constexpr std::size_t kContinuations = 64;
  void extend(std::uint64_t announcement, SharedSamples samples);

  void stop_announcement();

  // True from the device's first frame of an announcement to its last.
  bool is_announcing() const { return announcing_.load(std::memory_order_relaxed); }

  // Turns the programme's sound in `out` into what is to be heard; `frames` interleaved sample frames, taken
  // up at `now`.
  void mix(float* out, std::int64_t frames, MonotonicTime now);

  // Before another device opens: what was being announced is over.
  void forget();

 private:
  struct Announcement {
    SharedSamples samples;  // null: stop
    MonotonicTime since;
    std::uint64_t number = 0;
  };

  void take_orders(MonotonicTime now);
  void begin_next();
  SharedSamples take_continuation();

  std::atomic<float> level_{1};
  std::atomic<bool> announcing_{false};
  std::atomic<std::uint64_t> last_number_{0};
  BoundedQueue<Announcement> orders_{4};
  BoundedQueue<Announcement> continuations_{kContinuations};

  // The device's thread only.
  std::optional<Ramp> programme_;  // none before the first frame
  Ramp duck_{1};                   // of the programme while something is announced
  Ramp voice_{0};                  // of the announcement: 0 where it has given way
  SharedSamples current_;
  std::size_t position_ = 0;           // in current_
  std::uint64_t number_ = 0;           // of what is announced, or was last
  std::optional<SharedSamples> next_;  // waits until the current one has died away; null: nothing follows
};

}  // namespace crier
