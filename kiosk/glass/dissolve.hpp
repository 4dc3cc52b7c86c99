// SPDX-License-Identifier: Apache-2.0
// Dissolve: one panel gives way to the next within a moment, so that a citizen sees that something else is
// there now. Pictures are BGRA, rows `stride` bytes apart. The visit's thread only.
#pragma once

#include <cstdint>

#include "config/clock.hpp"
#include "config/secret_text.hpp"
#include "player/scene/geometry.hpp"

namespace crier {

inline constexpr Nanoseconds kDissolveTime = std::chrono::milliseconds{160};
inline constexpr Nanoseconds kDissolveStep = std::chrono::milliseconds{16};

class Dissolve {
 public:
  // Keeps what is seen, which the next panel takes the place of; then as settle(), so that the next one can
  // be drawn over the last one.
  Rectangle leave(std::uint8_t* pixels, int stride, int width, int height);

  // `pixels` hold the next panel, which differs from what is seen inside `part`. Mixes the first step into
  // them: what was touched answers at once.
  void enter(std::uint8_t* pixels, int stride, const Rectangle& part, MonotonicTime now);

  bool is_running() const { return is_running_; }
  MonotonicTime next_step() const { return next_step_; }  // while it is running

  // Mixes the next step, the last one whole; returns what it changed.
  Rectangle step(std::uint8_t* pixels, int stride, MonotonicTime now);

  // Ends it where it is running, with the panel whole in `pixels`; returns what that changed, or nothing.
  // Both pictures are overwritten.
  Rectangle settle(std::uint8_t* pixels, int stride);

 private:
  void mix(std::uint8_t* pixels, int stride, int share) const;
  Rectangle put_whole(std::uint8_t* pixels, int stride);

  Rectangle part_;
  int width_ = 0;  // of `before_`, which is the whole canvas
  SecretVector<std::uint8_t> before_;
  SecretVector<std::uint8_t> after_;  // of `part_` alone
  MonotonicTime began_{};
  MonotonicTime next_step_{};
  bool is_running_ = false;
};

}  // namespace crier
