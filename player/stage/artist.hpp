// SPDX-License-Identifier: Apache-2.0
// Artist: draws text, clocks, tickers and alerts ahead, on a thread of its own, so that no glyph ever stalls
// a picture. The methods below belong to the main thread; what is drawn, is drawn on the artist's.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "config/bounded_queue.hpp"
#include "config/latest.hpp"
#include "player/media/picture.hpp"

namespace crier {

// What a drawn zone shows from one moment to another: one picture, or a ticker's strip in tiles.
struct Page {
  std::vector<Picture> tiles;  // none: nothing to show
  WallTime begins = WallTime::min();
  WallTime ends = WallTime::max();
};

// Draws the page that is on at that moment; called on the artist's thread, once for each page.
using PageSource = std::function<Page(WallTime)>;

class Artist;

// One zone's pages, in order.
class PageFeed {
 public:
  PageFeed(Artist& artist, PageSource source, WallTime from);

  // The next page; waits for it until `deadline`. None where it is not drawn yet, or where there is no
  // further.
  std::optional<Page> next(MonotonicTime deadline);

  // Begins anew with the page that is on at `from`.
  void restart(WallTime from);

 private:
  friend class Artist;
  struct Drawn {
    std::uint64_t start = 0;  // which restart it follows
    Page page;
  };
  bool draw_one();  // on the artist's thread; false where there is nothing to do

  Artist& artist_;
  const PageSource source_;
  BoundedQueue<Drawn> ready_{1};
  Latest<std::pair<std::uint64_t, WallTime>> wanted_;  // which restart, and from when
  std::uint64_t start_ = 0;                            // artist's thread: the restart it draws for
  WallTime next_;                                      // artist's thread: where the next page begins
};

class Artist {
 public:
  Artist();
  ~Artist();
  Artist(const Artist&) = delete;
  Artist& operator=(const Artist&) = delete;

  // From now on draws for it; `feed` outlives the artist. Before `begin`.
  void add(PageFeed& feed) { feeds_.push_back(&feed); }

  // A drawing out of turn, done before anything else; false where too many wait already. Before `begin` too.
  bool post(std::function<void()> drawing);

  // Starts the thread.
  void begin();

  // Something may be to do.
  void wake();

 private:
  void run(const std::stop_token& stop);

  std::vector<PageFeed*> feeds_;
  BoundedQueue<std::function<void()>> drawings_{16};
  Latest<std::uint64_t> calls_{0};
  std::jthread thread_;  // last
};

}  // namespace crier
