// SPDX-License-Identifier: Apache-2.0
#include "player/edition_maker.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <utility>

namespace crier {
namespace {

constexpr int kReadingNice = 15;

// Media are probed by the reading thread and those it starts, all of a low priority; what an edition starts
// later must not inherit it, so reading has a thread of its own.
Result<std::unique_ptr<Run>> read_gently(PlayerOptions options, FileCheck check) {
  Result<std::unique_ptr<Run>> run;
  std::jthread([&] {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kReadingNice);
    run = Run::prepare(std::move(options), std::move(check));
  }).join();
  return run;
}

}  // namespace

EditionMaker::EditionMaker(Make make, const PlayoutClock& clock)
    : make_(std::move(make)), clock_(clock), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void EditionMaker::request(std::filesystem::path content, std::shared_ptr<const Run> before) {
  Job job{++wanted_, std::move(content), std::move(before), nullptr};
  jobs_.try_push(job);
}

std::optional<Result<MadeEdition>> EditionMaker::take() {
  while (auto answer = answers_.try_pop()) {
    if (answer->number == wanted_) return std::move(answer->made);
    if (answer->made) discard(std::move(answer->made->edition));
  }
  return std::nullopt;
}

void EditionMaker::discard(std::unique_ptr<Edition> edition) {
  Job job{0, {}, nullptr, std::move(edition)};
  jobs_.try_push(job);
}

void EditionMaker::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    auto job = jobs_.pop_until(MonotonicTime::max(), stop);
    if (!job || job->discarded != nullptr || job->number != wanted_) continue;
    Answer answer{job->number, make(*job)};
    answers_.push_until(answer, MonotonicTime::max(), stop);
  }
}

Result<MadeEdition> EditionMaker::make(const Job& job) {
  PlayerOptions options = job.before->options;
  options.settings.content = job.content;
  auto run = read_gently(std::move(options), job.before->check);
  if (!run) return tl::unexpected(run.error());
  if (job.number != wanted_) return fail(ErrorCode::cancelled, "other content is wanted meanwhile");
  auto before = Planner::create(job.before->office(), *job.before->screens.front().screen);
  if (!before) return tl::unexpected(before.error());
  // Later it answers from memory.
  const WallTime now = clock_.now();
  before->expand(now, now + std::chrono::minutes{5});
  auto edition = make_(std::move(*run));
  if (!edition) return tl::unexpected(edition.error());
  return MadeEdition{std::move(*edition), std::move(*before)};
}

}  // namespace crier
