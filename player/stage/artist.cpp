// SPDX-License-Identifier: Apache-2.0
#include "player/stage/artist.hpp"

#include <utility>

#include "player/playout/background.hpp"

namespace crier {

PageFeed::PageFeed(Artist& artist, PageSource source, WallTime from)
    : artist_(artist), source_(std::move(source)), wanted_({1, from}) {
  artist.add(*this);
}

std::optional<Page> PageFeed::next(MonotonicTime deadline) {
  const std::uint64_t wanted = wanted_.get().first;
  while (auto drawn = ready_.pop_until(deadline, {})) {
    artist_.wake();
    if (drawn->start == wanted) return std::move(drawn->page);
  }
  return std::nullopt;
}

void PageFeed::restart(WallTime from) {
  wanted_.update([from](std::pair<std::uint64_t, WallTime>& wanted) {
    ++wanted.first;
    wanted.second = from;
  });
  ready_.clear();
  artist_.wake();
}

bool PageFeed::draw_one() {
  const auto [start, from] = wanted_.get();
  if (start != start_) {
    start_ = start;
    next_ = from;
  }
  if (next_ == WallTime::max() || ready_.size() > 0) return false;
  Drawn drawn{start, source_(next_)};
  next_ = drawn.page.ends;
  ready_.try_push(drawn);
  return true;
}

Artist::Artist() = default;
Artist::~Artist() = default;

bool Artist::post(std::function<void()> drawing) {
  const bool taken = drawings_.try_push(drawing);
  wake();
  return taken;
}

void Artist::begin() {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Artist::wake() {
  calls_.update([](std::uint64_t& calls) { ++calls; });
}

void Artist::run(const std::stop_token& stop) {
  work_in_background();
  while (!stop.stop_requested()) {
    const std::uint64_t calls = calls_.get();
    bool worked = false;
    for (PageFeed* const feed : feeds_) {
      while (auto drawing = drawings_.try_pop()) (*drawing)();
      worked = feed->draw_one() || worked;
    }
    while (auto drawing = drawings_.try_pop()) (*drawing)();
    if (worked) continue;
    calls_.wait_until(MonotonicTime::max(), stop, [calls](std::uint64_t now) { return now != calls; });
  }
}

}  // namespace crier
