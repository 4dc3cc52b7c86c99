// SPDX-License-Identifier: Apache-2.0
// SoundOutput: the sound device, open all day at one format, playing the timeline in step with the wall
// clock. A missing or vanishing device is logged once and tried again in the background; nothing waits for
// it. Sound follows the clock by asynchronous resampling and is never its master.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "config/bounded_queue.hpp"
#include "config/log.hpp"
#include "player/clock/playout_clock.hpp"
#include "player/sound/mixer.hpp"
#include "player/sound/sound_sink.hpp"

namespace crier {

class SoundOutput final : public SoundSink {
 public:
  // `device` is SDL's name of it; empty: the system's default. `clock` and `log` outlive this object. Starts
  // SDL's audio on a thread of its own: call after SDL's video was started.
  SoundOutput(const PlayoutClock& clock, std::string device, Log& log);
  ~SoundOutput() override;
  SoundOutput(const SoundOutput&) = delete;
  SoundOutput& operator=(const SoundOutput&) = delete;

  // Feeds sound; positions ascend within an epoch. Never waits: false where the queue is full or no device
  // plays, and the block is lost. Any thread.
  bool feed(TimedBlock block) override;

  // Drops everything of earlier epochs.
  void start_epoch(std::uint64_t epoch) override;

  // The programme's share of full amplitude, 0 to 1, reached in 50 ms. Any thread.
  void set_level(double level) { mixer_.set_level(level); }

  // Plays these over the programme, which falls silent meanwhile, within a fifth of a second; what is
  // announced already gives way. At their own amplitude, whatever the level. Dropped where no device begins
  // it within five seconds, or the device is lost. Any thread, never waits.
  std::uint64_t announce(SharedSamples samples) {
    return mixer_.announce(std::move(samples), clock_.monotonic());
  }
  // See Mixer::extend.
  void extend_announcement(std::uint64_t announcement, SharedSamples samples) {
    mixer_.extend(announcement, std::move(samples));
  }
  void stop_announcement() { mixer_.stop_announcement(); }
  bool is_announcing() const { return mixer_.is_announcing(); }

  // By how much the sound is late at this moment, smoothed; none where no device plays.
  std::optional<Nanoseconds> lateness() const;

 private:
  struct Device;
  void run(const std::stop_token& stop);

  const PlayoutClock& clock_;
  const std::string name_;
  Log& log_;
  BoundedQueue<TimedBlock> queue_;
  Mixer mixer_;
  std::atomic<std::uint64_t> epoch_{0};
  std::atomic<std::int64_t> lateness_ns_{0};
  std::atomic<bool> playing_{false};
  std::jthread thread_;
};

}  // namespace crier
