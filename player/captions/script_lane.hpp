// SPDX-License-Identifier: Apache-2.0
// ScriptLane: a whole ASS script, drawn by libass in its own styles. What it shows at a moment never depends
// on what it showed before. Internal to player/captions; one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "player/captions/ass_stage.hpp"
#include "player/captions/cue_timeline.hpp"
#include "player/captions/stamp.hpp"

namespace crier {

class ScriptLane {
 public:
  // `stage` outlives the lane. None where libass finds no event in the script.
  static std::optional<ScriptLane> open(const std::string& script, AssStage& stage);

  const CueTimeline& timeline() const { return timeline_; }

  // Whether what shows at `position` moves or fades while no event begins or ends.
  bool is_animated(Nanoseconds position) const;

  // What shows at `position`.
  const std::vector<Stamp>& at(Nanoseconds position);

 private:
  struct Event {
    int read_order;
    int layer;
    int style;
    int margins[3];
    std::string name;
    std::string effect;
    std::string text;
    long long begin;     // milliseconds
    long long duration;  // milliseconds
    bool is_animated;
  };

  ScriptLane(AssStage& stage, AssTrackHandle track) : stage_(&stage), track_(std::move(track)) {}
  void take_events();
  void put(const Event& event);

  AssStage* stage_;
  AssTrackHandle
      track_;  // holds only the events of one interval: those placed before would push others aside
  std::vector<Event> events_;
  CueTimeline timeline_;
  std::optional<std::size_t> staged_;  // the interval whose events the track holds
  std::vector<Stamp> stamps_;
};

}  // namespace crier
