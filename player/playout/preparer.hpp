// SPDX-License-Identifier: Apache-2.0
// Preparer: opens the next item and decodes its first pictures on a thread of its own, while the current one
// plays, so that a seam costs nothing. Its methods belong to the decode thread; the work is done on the
// prepare thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

#include "config/bounded_queue.hpp"
#include "player/captions/captions.hpp"
#include "player/media/file_check.hpp"
#include "player/media/media_source.hpp"

namespace crier {

// What to open: a medium, and the captions to show on it.
struct PrepareRequest {
  MediaRequest media;
  std::optional<CaptionRequest> captions;
  FileCheck check;  // asked for the medium and for its caption files
};

// An item ready to play: its source, its captions and the pictures decoded so far.
struct PreparedItem {
  std::unique_ptr<MediaSource> source;
  std::unique_ptr<Captions> captions;  // null: none
  std::deque<Picture> pictures;
  float gain = 1;  // of its sound
};

class Preparer {
 public:
  Preparer();
  ~Preparer();
  Preparer(const Preparer&) = delete;
  Preparer& operator=(const Preparer&) = delete;

  // Begins to prepare; `ticket` names the answer. One request at a time: an unfinished one is abandoned.
  void request(std::uint64_t ticket, PrepareRequest request);

  // Has the request's files checked meanwhile, where nothing else is asked for: a check may take long. What
  // comes out of it is told when they are opened.
  void check(PrepareRequest request);

  // The answer to that request; waits for it until `deadline` or a stop. None where it is not ready; answers
  // to abandoned requests are dropped.
  std::optional<Result<PreparedItem>> take(std::uint64_t ticket, MonotonicTime deadline,
                                           const std::stop_token& stop);

  // Opens here and now, on the calling thread.
  static Result<PreparedItem> prepare(const PrepareRequest& request, std::size_t pictures,
                                      const std::atomic<bool>& cancelled);

 private:
  struct Job {
    std::uint64_t ticket = 0;
    PrepareRequest request;
    bool only_checks = false;
  };
  struct Answer {
    std::uint64_t ticket = 0;
    Result<PreparedItem> item;
  };
  void run(const std::stop_token& stop);

  std::atomic<bool> cancelled_{false};
  BoundedQueue<Job> jobs_{1};
  BoundedQueue<Answer> answers_{2};
  std::jthread thread_;
};

}  // namespace crier
