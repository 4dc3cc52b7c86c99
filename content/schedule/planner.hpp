// SPDX-License-Identifier: Apache-2.0
// Planner: what one screen shows at any moment, as a pure function of (office, screen, wall time).
//
// Slots (occurrences of calendar events) that cover a moment and match the screen compete: lowest PRIORITY
// number wins (unset or 0 is 5), then the later start, then the smaller UID. With no slot the channel's
// default playlist plays; it ranks below every slot. While the same winner reigns and its set of valid items
// is the same, the loop is fixed and anchored at the moment that reign began; the item on is found by
// arithmetic. At a boundary the running item finishes if the new reign's priority is no higher, otherwise it
// is cut; the new loop is anchored at the boundary all the same, and is joined where it then stands.
//
// One Planner belongs to one thread: answers are cached. Copy the Office's planner per thread instead of
// sharing.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/result.hpp"
#include "content/model/office.hpp"

namespace crier {

// One uninterrupted stretch of one item on the screen, or of no item (nothing playable: the office's card).
struct Presentation {
  const Item* item = nullptr;  // owned by the Office; null where nothing can be played
  WallTime begins;             // when its first instant is on the screen
  WallTime ends;               // when the next presentation begins
  Nanoseconds position{0};     // where in the medium it begins: above zero where a loop is joined midway
  std::string_view playlist;   // the playlist's name; owned by the Office
  std::string_view slot_uid;  // the winning event's UID; empty for the default playlist; owned by the Planner
  bool overrun = false;       // it finishes although its slot has ended
};

// One slot that covers a moment, and what it would show.
struct Contender {
  std::string uid;  // empty for the default playlist
  std::string playlist;
  int priority = 5;  // 10 for the default playlist
  WallTime begins;   // of the occurrence; the reign's begin for the default playlist
  WallTime ends;
  bool wins = false;
  std::string reason;  // why it wins or loses, in words
  std::string medium;  // name of the medium it would show at that moment; empty where none is playable
  Nanoseconds position{0};
};

struct Explanation {
  Presentation now;
  std::string reason;                 // why this is on, in one sentence
  std::vector<Contender> contenders;  // the winner first, then by rank
};

class Planner {
 public:
  // `office` must outlive the planner. Fails where the screen's channel is unknown, the zone is unknown, or
  // the calendar is not iCalendar.
  static Result<Planner> create(const Office& office, const Screen& screen);

  // A playlist of the screen's channel in its fixed loop, whatever the calendar says; a playlist that does
  // not exist plays nothing.
  static Result<Planner> create_for_playlist(const Office& office, const Screen& screen,
                                             const std::string& playlist);
  Planner(Planner&&) noexcept;
  Planner& operator=(Planner&&) noexcept;
  ~Planner();

  // True where the other one's screen shows the same at every moment: same channel, and no event of its
  // calendar names one of the two only.
  bool agrees_with(const Planner& other) const;

  // The presentation that covers `time`: begins <= time < ends. At most 20 microseconds inside the part of
  // the calendar that is already expanded; crossing into another part expands it first (milliseconds).
  Presentation at(WallTime time);

  // All presentations that overlap [from, to), in order; the first may begin earlier, the last may end later.
  std::vector<Presentation> between(WallTime from, WallTime to);

  // Expands the calendar for [from, to) at once, so that `at` answers from memory inside it.
  void expand(WallTime from, WallTime to);

  Explanation why(WallTime time);

  // Why that presentation is on, in one clause.
  std::string reason_for(const Presentation& presentation) const;

  // What plays when nobody knows what time it is: the default playlist, anchored at WallTime{}.
  Presentation undated(Nanoseconds since_start);

  // Seconds east of Greenwich in the office's zone at that moment, for people's eyes.
  std::chrono::seconds utc_offset(WallTime time) const;

  // A time on the office's clock as a moment.
  WallTime from_local(std::chrono::local_time<Nanoseconds> local) const;

 private:
  struct State;
  explicit Planner(std::unique_ptr<State> state);
  static Result<Planner> create(const Office& office, const Screen& screen, const std::string* only);
  std::unique_ptr<State> state_;
};

}  // namespace crier
