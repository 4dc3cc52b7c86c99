// SPDX-License-Identifier: Apache-2.0
// Speaker: turns sentences into samples on a thread of its own, one voice at a time, and opens no device:
// whoever owns it takes the samples. Its methods belong to the visit's thread and do not wait.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "config/bounded_queue.hpp"
#include "config/latest.hpp"
#include "config/secret_text.hpp"
#include "kiosk/voice/utterances.hpp"

namespace crier {

class MandarinReader;

inline constexpr std::size_t kSpokenChunkSamples = 4096;  // at most, of one chunk

// Mono at player/media's kSampleRate.
struct SpokenChunk {
  std::uint64_t speech = 0;     // the number that say() gave; grows
  std::string element;          // what is being said
  SecretVector<float> samples;  // empty: nothing of this speech could be said
  bool is_last = false;         // of the whole speech
};

class Speaker {
 public:
  explicit Speaker(std::string program = "espeak-ng");
  ~Speaker();
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  // Begins with this; what is being said, or waits to be taken, is dropped and its process killed. Returns
  // the speech's number.
  std::uint64_t say(Utterances utterances, SpokenLanguage language);

  // Drops everything and kills the process. Nothing of an older speech is taken after it.
  void stop();

  // The next samples of the latest speech; none where none are ready.
  std::optional<SpokenChunk> take();

  // Readable while take() may have something: for poll(2). Owned by the speaker.
  int ready_fd() const;

 private:
  struct Order;
  struct Job {
    std::uint64_t speech = 0;
    std::shared_ptr<const Order> order;  // copied by Latest, held by one job at a time
    std::stop_source abandon;
  };
  class Event;
  class Chunker;

  void run(const std::stop_token& stop);
  void perform(const Job& job, const MandarinReader& reader);

  const std::string program_;
  const std::unique_ptr<Event> ready_;
  std::uint64_t speech_ = 0;  // the latest
  std::stop_source abandon_;  // of the latest
  Latest<Job> job_{Job()};
  BoundedQueue<SpokenChunk> chunks_{64};
  std::jthread thread_;
};

}  // namespace crier
