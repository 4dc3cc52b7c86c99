// SPDX-License-Identifier: Apache-2.0
#include "player/captions/captions.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "player/captions/ass_stage.hpp"
#include "player/captions/caption_source.hpp"
#include "player/captions/cue_timeline.hpp"
#include "player/captions/plain_block.hpp"
#include "player/captions/script_lane.hpp"
#include "player/captions/stack.hpp"

namespace crier {
namespace {

constexpr int kLargestSide = 16'384;

// One language: plain cues that we set, or a script that libass draws in its own way.
struct Lane {
  std::string language;
  CaptionRank rank = CaptionRank::first;
  std::vector<CaptionCue> cues;
  CueTimeline timeline;
  std::optional<ScriptLane> script;

  const CueTimeline& times() const { return script ? script->timeline() : timeline; }
};

// What a moment shows is known by the interval it lies in, lane by lane, and where something moves by the
// time itself.
struct Moment {
  std::vector<std::size_t> intervals;
  Nanoseconds time{0};

  bool operator==(const Moment&) const = default;
};

struct Drawn {
  Moment moment;
  std::shared_ptr<const Overlay> overlay;  // shared with those who show it
};

using Blocks = std::vector<std::pair<CaptionSide, PlainBlock>>;

class LaneCaptions final : public Captions {
 public:
  LaneCaptions(std::unique_ptr<AssStage> stage, std::vector<Error> faults)
      : stage_(std::move(stage)), setter_(*stage_), faults_(std::move(faults)) {}

  void add(FoundCaptions found) {
    Lane lane;
    lane.language = std::move(found.language);
    lane.rank = lanes_.empty() ? CaptionRank::first : CaptionRank::second;
    if (!found.track.ass_script.empty()) {
      lane.script = ScriptLane::open(found.track.ass_script, *stage_);
    } else {
      std::vector<CueSpan> spans;
      for (const CaptionCue& cue : found.track.cues) spans.push_back({cue.begin, cue.end});
      lane.timeline = CueTimeline(std::move(spans));
      lane.cues = std::move(found.track.cues);
    }
    lanes_.push_back(std::move(lane));
  }

  std::shared_ptr<const Overlay> at(Nanoseconds position) override {
    const Moment moment = moment_at(position);
    if (shown_ && shown_->moment == moment) return shown_->overlay;
    if (next_ && next_->moment == moment) {
      shown_ = std::exchange(next_, std::nullopt);
    } else {
      shown_ = Drawn{moment, draw(position)};
    }
    return shown_->overlay;
  }

  void look_ahead(Nanoseconds position) override {
    std::optional<Nanoseconds> change;
    for (const Lane& lane : lanes_) {
      const auto own = lane.times().next_change(position);
      if (own && (!change || *own < *change)) change = own;
    }
    if (!change) return;
    const Moment moment = moment_at(*change);
    if (next_ && next_->moment == moment) return;
    next_ = Drawn{moment, draw(*change)};
  }

  bool empty() const override { return lanes_.empty(); }
  const std::vector<Error>& faults() const override { return faults_; }

 private:
  Moment moment_at(Nanoseconds position) const {
    Moment moment;
    for (const Lane& lane : lanes_) {
      moment.intervals.push_back(lane.times().interval(position));
      if (lane.script && lane.script->is_animated(position)) moment.time = position;
    }
    return moment;
  }

  // The blocks of one lane at one edge, in the order in which they began.
  void set_blocks(const Lane& lane, CaptionEdge edge, Nanoseconds position, Blocks& blocks) {
    std::array<std::string, 3> texts;  // by side
    for (const std::size_t i : lane.timeline.active(position)) {
      const CaptionCue& cue = lane.cues[i];
      if (cue.placement.edge != edge) continue;
      std::string& text = texts[static_cast<std::size_t>(cue.placement.side)];
      if (!text.empty()) text += '\n';
      text += cue.text;
    }
    for (const CaptionSide side : {CaptionSide::left, CaptionSide::centre, CaptionSide::right}) {
      const std::string& text = texts[static_cast<std::size_t>(side)];
      if (!text.empty()) blocks.emplace_back(side, setter_.set(text, {lane.rank, side, lane.language}));
    }
  }

  std::shared_ptr<const Overlay> draw(Nanoseconds position) {
    CaptionStack stack(stage_->width(), stage_->height(), setter_.vertical_margin());
    if (lanes_.size() > 1 && lanes_.back().script) stack.add_fixed(lanes_.back().script->at(position));
    for (const CaptionEdge edge : {CaptionEdge::top, CaptionEdge::bottom}) {
      Blocks blocks;
      for (const Lane& lane : lanes_) set_blocks(lane, edge, position, blocks);
      stack.add_plain(edge, std::move(blocks));
    }
    if (!lanes_.empty() && lanes_.front().script) stack.add_floating(lanes_.front().script->at(position));
    return std::move(stack).take();
  }

  std::unique_ptr<AssStage> stage_;  // outlives the setter and the lanes
  PlainSetter setter_;
  std::vector<Lane> lanes_;
  std::vector<Error> faults_;
  std::optional<Drawn> shown_;
  std::optional<Drawn> next_;
};

class NoCaptions final : public Captions {
 public:
  explicit NoCaptions(std::vector<Error> faults) : faults_(std::move(faults)) {}
  std::shared_ptr<const Overlay> at(Nanoseconds) override { return nullptr; }
  void look_ahead(Nanoseconds) override {}
  bool empty() const override { return true; }
  const std::vector<Error>& faults() const override { return faults_; }

 private:
  std::vector<Error> faults_;
};

}  // namespace

Result<std::unique_ptr<Captions>> Captions::open(const CaptionRequest& request) {
  if (request.width <= 0 || request.height <= 0 || request.width > kLargestSide ||
      request.height > kLargestSide)
    return fail(ErrorCode::invalid_argument, "captions need a canvas of a sensible size");
  std::vector<Error> faults;
  std::vector<FoundCaptions> found = find_captions(request, faults);
  if (found.empty()) return std::unique_ptr<Captions>(std::make_unique<NoCaptions>(std::move(faults)));
  auto stage = AssStage::open(request.width, request.height);
  if (!stage) return tl::unexpected(stage.error());
  auto captions =
      std::make_unique<LaneCaptions>(std::make_unique<AssStage>(*std::move(stage)), std::move(faults));
  for (FoundCaptions& one : found) captions->add(std::move(one));
  // The first captions load the fonts.
  captions->look_ahead(Nanoseconds{-1});
  return std::unique_ptr<Captions>(std::move(captions));
}

}  // namespace crier
