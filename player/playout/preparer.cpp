// SPDX-License-Identifier: Apache-2.0
#include "player/playout/preparer.hpp"

#include <utility>

#include "player/playout/background.hpp"

namespace crier {
namespace {

constexpr std::size_t kPicturesAhead = 1;

Result<void> check_files(const PrepareRequest& request) {
  if (!request.check) return {};
  if (const auto checked = request.check(request.media.path); !checked) return checked;
  if (!request.captions) return {};
  for (const CaptionFile& file : request.captions->files) {
    if (const auto checked = request.check(file.path); !checked)
      return fail(checked.error(), file.path.filename().string());
  }
  return {};
}

}  // namespace

Preparer::Preparer() : thread_([this](const std::stop_token& stop) { run(stop); }) {}

Preparer::~Preparer() {
  cancelled_ = true;
  thread_.request_stop();
}

void Preparer::request(std::uint64_t ticket, PrepareRequest request) {
  jobs_.clear();
  Job job{ticket, std::move(request), false};
  jobs_.try_push(job);
}

void Preparer::check(PrepareRequest request) {
  Job job{0, std::move(request), true};
  jobs_.try_push(job);
}

std::optional<Result<PreparedItem>> Preparer::take(std::uint64_t ticket, MonotonicTime deadline,
                                                   const std::stop_token& stop) {
  while (auto answer = answers_.pop_until(deadline, stop)) {
    if (answer->ticket == ticket) return std::move(answer->item);
  }
  return std::nullopt;
}

Result<PreparedItem> Preparer::prepare(const PrepareRequest& request, std::size_t pictures,
                                       const std::atomic<bool>& cancelled) {
  if (const auto checked = check_files(request); !checked) return tl::unexpected(checked.error());
  auto source = MediaSource::open(request.media, cancelled);
  if (!source) return tl::unexpected(source.error());
  PreparedItem item;
  item.source = std::move(*source);
  item.gain = request.media.gain;
  while (item.source->has_pictures() && item.pictures.size() < pictures) {
    auto picture = item.source->next_picture();
    if (!picture) return tl::unexpected(picture.error());
    if (!*picture) {
      if (item.pictures.empty()) return fail(ErrorCode::format, "no picture of it can be decoded");
      break;
    }
    item.pictures.push_back(std::move(**picture));
  }
  if (request.captions && item.source->has_pictures()) {
    // A film whose captions are broken is shown without: the workspace's check has told of them.
    if (auto captions = Captions::open(*request.captions)) item.captions = std::move(*captions);
    if (item.captions != nullptr) item.captions->look_ahead(request.media.start);
  }
  return item;
}

void Preparer::run(const std::stop_token& stop) {
  work_in_background();
  while (!stop.stop_requested()) {
    auto job = jobs_.pop_until(MonotonicTime::max(), stop);
    if (!job) continue;
    if (job->only_checks) {
      static_cast<void>(check_files(job->request));
      continue;
    }
    Answer answer{job->ticket, prepare(job->request, kPicturesAhead, cancelled_)};
    answers_.push_until(answer, MonotonicTime::max(), stop);
  }
}

}  // namespace crier
