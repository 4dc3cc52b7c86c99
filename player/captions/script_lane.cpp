// SPDX-License-Identifier: Apache-2.0
#include "player/captions/script_lane.hpp"

#include <ass/ass.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

namespace crier {
namespace {

std::string text_of(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

bool moves(std::string_view text, std::string_view effect) {
  constexpr std::array<std::string_view, 5> kAnimations = {"\\t", "\\move", "\\fad", "\\k", "\\K"};
  return !effect.empty() || std::any_of(kAnimations.begin(), kAnimations.end(), [&](std::string_view tag) {
    return text.find(tag) != std::string_view::npos;
  });
}

}  // namespace

std::optional<ScriptLane> ScriptLane::open(const std::string& script, AssStage& stage) {
  AssTrackHandle track = stage.read(script);
  if (!track || track->n_events == 0) return std::nullopt;
  ScriptLane lane(stage, std::move(track));
  lane.take_events();
  return lane;
}

void ScriptLane::take_events() {
  std::vector<CueSpan> spans;
  for (int i = 0; i < track_->n_events; ++i) {
    const ASS_Event& from = track_->events[i];
    Event event{from.ReadOrder,     from.Layer,
                from.Style,         {from.MarginL, from.MarginR, from.MarginV},
                text_of(from.Name), text_of(from.Effect),
                text_of(from.Text), from.Start,
                from.Duration,      false};
    event.is_animated = moves(event.text, event.effect);
    const std::chrono::milliseconds begin{event.begin};
    spans.push_back({begin, begin + std::chrono::milliseconds{event.duration}});
    events_.push_back(std::move(event));
  }
  timeline_ = CueTimeline(std::move(spans));
  ass_flush_events(track_.get());
}

bool ScriptLane::is_animated(Nanoseconds position) const {
  const auto active = timeline_.active(position);
  return std::any_of(active.begin(), active.end(), [this](std::size_t i) { return events_[i].is_animated; });
}

void ScriptLane::put(const Event& event) {
  const int index = ass_alloc_event(track_.get());
  if (index < 0) return;
  ASS_Event& to = track_->events[index];
  to.ReadOrder = event.read_order;
  to.Layer = event.layer;
  to.Style = event.style;
  to.MarginL = event.margins[0];
  to.MarginR = event.margins[1];
  to.MarginV = event.margins[2];
  to.Start = event.begin;
  to.Duration = event.duration;
  // The track frees them.
  to.Name = strdup(event.name.c_str());
  to.Effect = strdup(event.effect.c_str());
  to.Text = strdup(event.text.c_str());
}

const std::vector<Stamp>& ScriptLane::at(Nanoseconds position) {
  const std::size_t interval = timeline_.interval(position);
  if (staged_ != interval) {
    ass_flush_events(track_.get());
    for (const std::size_t i : timeline_.active(position)) put(events_[i]);
    staged_ = interval;
  }
  if (auto stamps = stage_->render(*track_, position)) stamps_ = *std::move(stamps);
  return stamps_;
}

}  // namespace crier
