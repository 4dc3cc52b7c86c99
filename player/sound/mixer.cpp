// SPDX-License-Identifier: Apache-2.0
#include "player/sound/mixer.hpp"

#include <utility>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

constexpr std::int64_t kLevelFrames = kSampleRate / 20;  // 50 ms
constexpr std::int64_t kDuckFrames = kSampleRate / 50;   // 20 ms
constexpr Nanoseconds kStale = std::chrono::seconds{5};

}  // namespace

void Ramp::aim(float target, std::int64_t frames) {
  if (target == target_) return;
  target_ = target;
  left_ = frames;
  step_ = (target - value_) / static_cast<float>(frames);
}

float Ramp::next() {
  if (left_ > 0) value_ = --left_ == 0 ? target_ : value_ + step_;
  return value_;
}

std::uint64_t Mixer::announce(SharedSamples samples, MonotonicTime now) {
  if (samples != nullptr && samples->size() < kChannels) samples.reset();
  const std::uint64_t number = last_number_.fetch_add(1) + 1;
  Announcement order{std::move(samples), now, number};
  orders_.clear();  // only the last word counts
  continuations_.clear();
  orders_.try_push(order);
  return number;
}

void Mixer::extend(std::uint64_t announcement, SharedSamples samples) {
  if (samples == nullptr || samples->size() < kChannels || announcement != last_number_.load()) return;
  Announcement more{std::move(samples), MonotonicTime{}, announcement};
  continuations_.try_push(more);
}

// What follows in the same announcement; null: nothing yet.
SharedSamples Mixer::take_continuation() {
  while (auto more = continuations_.try_pop()) {
    if (more->number == number_) return std::move(more->samples);
  }
  return nullptr;
}

void Mixer::stop_announcement() {
  announce(nullptr, MonotonicTime{});
}

void Mixer::forget() {
  current_.reset();
  next_.reset();
  continuations_.clear();
  position_ = 0;
  voice_ = Ramp(0);
  duck_ = Ramp(1);
  announcing_.store(false, std::memory_order_relaxed);
}

void Mixer::take_orders(MonotonicTime now) {
  while (auto order = orders_.try_pop()) {
    const bool is_stop = order->samples == nullptr;
    if (!is_stop && now - order->since > kStale) continue;
    if (is_stop && current_ == nullptr) continue;
    next_ = std::move(order->samples);
    number_ = order->number;
    voice_.aim(0, kDuckFrames);
  }
  // One that came too late begins as the first did.
  if (!next_ && current_ == nullptr) {
    if (auto more = take_continuation()) next_ = std::move(more);
  }
  if (next_ && current_ == nullptr) begin_next();
}

void Mixer::begin_next() {
  current_ = std::move(*next_);
  next_.reset();
  position_ = 0;
  const bool any = current_ != nullptr;
  voice_ = Ramp(0);
  voice_.aim(any ? 1.0F : 0.0F, kDuckFrames);
  duck_.aim(any ? 0.0F : 1.0F, kDuckFrames);
  announcing_.store(any, std::memory_order_relaxed);
}

void Mixer::mix(float* out, std::int64_t frames, MonotonicTime now) {
  const float level = level_.load(std::memory_order_relaxed);
  if (!programme_) programme_.emplace(level);
  programme_->aim(level, kLevelFrames);
  take_orders(now);
  for (std::int64_t i = 0; i < frames; ++i, out += kChannels) {
    const float gain = programme_->next() * duck_.next();
    for (std::size_t c = 0; c < kChannels; ++c) out[c] *= gain;
    if (current_ == nullptr) continue;
    const float voice = voice_.next();
    for (std::size_t c = 0; c < kChannels; ++c) out[c] += (*current_)[position_ + c] * voice;
    position_ += kChannels;
    const bool is_through = position_ + kChannels > current_->size();
    if (is_through && !next_) {
      if (auto more = take_continuation()) {
        current_ = std::move(more);
        position_ = 0;
        continue;
      }
      next_.emplace();
    }
    if (next_ && (is_through || voice_.value() == 0)) begin_next();
  }
}

}  // namespace crier
