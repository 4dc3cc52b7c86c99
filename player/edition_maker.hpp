// SPDX-License-Identifier: Apache-2.0
// EditionMaker: reads content and makes an edition of it on a thread of its own, and takes editions apart
// there, which waits for their threads. Its methods belong to the main thread and never wait.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "config/bounded_queue.hpp"
#include "player/edition.hpp"

namespace crier {

struct MadeEdition {
  std::unique_ptr<Edition> edition;
  Planner before;  // the plan of the first screen before, by which the moment of the change is chosen
};

class EditionMaker {
 public:
  // What makes an edition of a run, which was just read; called on the maker's thread.
  using Make = std::function<Result<std::unique_ptr<Edition>>(std::shared_ptr<const Run>)>;

  // `clock` outlives this object.
  EditionMaker(Make make, const PlayoutClock& clock);

  // Reads `content` as the run before would be read again, and makes an edition of it. What was asked for
  // before is not wanted any more.
  void request(std::filesystem::path content, std::shared_ptr<const Run> before);

  // Nothing is wanted any more.
  void cancel() { ++wanted_; }

  // What became of the last request, once.
  std::optional<Result<MadeEdition>> take();

  void discard(std::unique_ptr<Edition> edition);

 private:
  struct Job {
    std::uint64_t number = 0;
    std::filesystem::path content;
    std::shared_ptr<const Run> before;
    std::unique_ptr<Edition> discarded;  // null: the job is to make one
  };
  struct Answer {
    std::uint64_t number = 0;
    Result<MadeEdition> made;
  };
  void run(const std::stop_token& stop);
  Result<MadeEdition> make(const Job& job);

  const Make make_;
  const PlayoutClock& clock_;
  std::atomic<std::uint64_t> wanted_{0};  // the number of the last request
  BoundedQueue<Job> jobs_{64};
  BoundedQueue<Answer> answers_{64};
  std::jthread thread_;  // last
};

}  // namespace crier
