// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/receiver.hpp"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <random>
#include <utility>

#include "content/receiving/repository_address.hpp"

namespace crier {
namespace {

// A root that was replaced, and a word that runs out, are noticed without anything new.
constexpr Nanoseconds kWholeLook = std::chrono::hours(1);
constexpr Nanoseconds kBetweenNudges = std::chrono::milliseconds(200);
constexpr Nanoseconds kLongestPause = std::chrono::minutes(10);

// Whatever is brought may come a little later; a picture may not.
void work_behind_the_pictures() {
  constexpr int kNice = 10;
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), kNice);
}

}  // namespace

Receiver::Receiver(ReceiverOptions options, const Clock& clock, Log& log)
    : options_(std::move(options)), clock_(clock), log_(log) {}

Result<std::unique_ptr<Receiver>> Receiver::start(ReceiverOptions options, const Clock& clock, Log& log) {
  std::unique_ptr<Receiver> receiver(new Receiver(std::move(options), clock, log));
  Synchroniser store(receiver->options_.store, clock, log, {});
  if (const auto opened = store.open(); !opened) return tl::unexpected(opened.error());
  // Another process at the store has looked as well.
  if (const auto good = store.verify_texts(); !good && good.error().code != ErrorCode::cancelled)
    log.error("store", {{"reason", good.error().message}});
  receiver->active_ = store.active();
  receiver->alerts_ = store.alerts();
  receiver->know_active(store);
  // A mistake in the address is told before anything plays.
  const auto repository = Repository::open(receiver->options_.repository, receiver->options_.peers,
                                           receiver->options_.authority, {});
  if (!repository) return tl::unexpected(repository.error());
  const auto listened = receiver->listen();
  if (!listened) return tl::unexpected(listened.error());
  receiver->thread_ = std::jthread([self = receiver.get()](const std::stop_token& stop) { self->run(stop); });
  return receiver;
}

Receiver::~Receiver() = default;

Result<void> Receiver::listen() {
  if (options_.nudge.empty()) return {};
  auto address = parse_nudge_address(options_.nudge);
  if (!address) return tl::unexpected(address.error());
  address->authority = options_.authority;
  auto listener = NudgeListener::start(
      std::move(*address), [this] { look_now(); }, log_);
  if (!listener) return tl::unexpected(listener.error());
  listener_ = std::move(*listener);
  return {};
}

void Receiver::look_now() {
  nudges_.update([](std::uint64_t& count) { ++count; });
}

void Receiver::run(const std::stop_token& stop) {
  work_behind_the_pictures();
  Synchroniser store(options_.store, clock_, log_, stop);
  // One for all looks: a server that keeps the line open is asked over it again.
  auto repository = Repository::open(options_.repository, options_.peers, options_.authority, stop);
  if (!repository) return note_failure(repository.error());
  repository->limit_pace(options_.bytes_per_second);
  std::uint64_t heard = 0;
  while (!stop.stop_requested()) {
    heard = nudges_.get();
    look(store, repository->origins());
    mend(store, repository->origins());
    // Whoever nudges without end is heard a few times a second at most.
    nudges_.wait_until(clock_.monotonic() + kBetweenNudges, stop, [](std::uint64_t) { return false; });
    nudges_.wait_until(clock_.monotonic() + next_wait(), stop,
                       [heard](std::uint64_t count) { return count != heard; });
  }
}

// From four to six fifths of the poll's time; longer and longer while the repository is broken.
Nanoseconds Receiver::next_wait() {
  thread_local std::minstd_rand chance(std::random_device{}());
  const Nanoseconds usual = options_.poll;
  const Nanoseconds pause = std::clamp(usual * (1 << std::min(std::max(failures_ - 3, 0), 10)), usual,
                                       std::max(usual, kLongestPause));
  return Nanoseconds(
      std::uniform_int_distribution<std::int64_t>(pause.count() * 4 / 5, pause.count() * 6 / 5)(chance));
}

void Receiver::look(Synchroniser& store, const RepositoryOrigins& origins) {
  // A stick may have been read by another process.
  if (store.active_folder() != known_) know_active(store);
  const auto news = store.has_news(*origins.metadata);
  if (!news) return note_failure(news.error());
  const MonotonicTime now = clock_.monotonic();
  if (!*news && !is_incomplete_ && failures_ == 0 && now < next_whole_look_) return;
  // A film may be on its way for hours: an alert does not wait for it. It goes on where it was left.
  bool is_interrupted = false;
  MonotonicTime next_question = now + options_.poll;
  const std::uint64_t heard = nudges_.get();
  const auto may_fetch = [&] {
    if (!is_interrupted && (clock_.monotonic() >= next_question || nudges_.get() != heard)) {
      next_question = clock_.monotonic() + options_.poll;
      const auto more = store.has_news(*origins.metadata);
      is_interrupted = nudges_.get() != heard || (more && *more);
    }
    return !is_interrupted &&
           options_.window.is_open(local_time_of_day(
               std::chrono::time_point_cast<std::chrono::system_clock::duration>(clock_.wall())));
  };
  const auto done = store.run(origins, may_fetch, [this](const SyncProgress& progress) {
    state_.update([&progress](ReceiverState& state) { state.progress = progress; });
  });
  if (!done) {
    store.ask_anew();
    return note_failure(done.error());
  }
  next_whole_look_ = now + kWholeLook;
  if (done->is_new) know_active(store);
  if (is_interrupted && !done->is_complete) {
    is_incomplete_ = true;
    look_now();
  }
  note_success(*done);
}

void Receiver::mend(Synchroniser& store, const RepositoryOrigins& origins) {
  while (const auto path = files_.take_damaged()) {
    log_.error("file-damaged", {{"file", *path}, {"action", "fetching it anew"}});
    const auto mended = store.mend(origins, *path);
    if (mended) {
      log_.info("file-mended", {{"file", *path}});
    } else {
      log_.warning("file-not-mended", {{"file", *path}, {"reason", mended.error().message}});
    }
  }
}

void Receiver::know_active(const Synchroniser& store) {
  const auto content = store.active_content();
  if (!content) {
    log_.error("store", {{"reason", content.error().message}});
  } else if (*content) {
    known_ = store.active_folder();
    files_.know(known_, **content);
  }
}

void Receiver::note_success(const SyncResult& result) {
  const std::string was = state_.get().stale;
  failures_ = 0;
  if (!was.empty()) log_.info("repository-fresh", {{"version", std::to_string(result.version)}});
  if (is_incomplete_ != !result.is_complete && !result.is_complete)
    log_.info("download-paused", {{"reason", "outside the hours for downloads"}});
  is_incomplete_ = !result.is_complete;
  if (result.is_new)
    log_.info("publication-activated", {{"version", std::to_string(result.version)}, {"id", result.id}});
  state_.update([&result](ReceiverState& state) {
    state.version = result.version;
    state.id = result.id;
    state.stale.clear();
  });
}

// Once for each reason: a line that is down all night is one line in the journal.
void Receiver::note_failure(const Error& error) {
  if (error.code == ErrorCode::cancelled) return;
  ++failures_;
  if (state_.get().stale == error.message) return;
  log_.warning("repository-stale", {{"reason", error.message}, {"action", "what is on plays on"}});
  state_.update([&error](ReceiverState& state) { state.stale = error.message; });
}

}  // namespace crier
