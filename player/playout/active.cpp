// SPDX-License-Identifier: Apache-2.0
#include "player/playout/active.hpp"

#include <algorithm>
#include <utility>

namespace crier {
namespace {

constexpr std::int64_t kFadeFrames = kSampleRate / 200;  // five milliseconds

// Scales each frame by its distance from the edge; `distance` is the first frame's, `step` how it changes.
void fade(std::vector<float>& samples, std::int64_t distance, std::int64_t step) {
  for (std::size_t i = 0; i + 1 < samples.size(); i += kChannels, distance += step) {
    if (distance >= kFadeFrames) continue;
    const float gain = float(distance) / float(kFadeFrames);
    samples[i] *= gain;
    samples[i + 1] *= gain;
  }
}

}  // namespace

Playout::Active::Active(const Turn& of, PreparedItem prepared)
    : turn(of),
      item(std::move(prepared)),
      sound_origin(sample_at(turn.origin)),
      sound_begin(sample_at(turn.begins)),
      sound_end(sample_at(turn.ends)),
      sound_fed(sound_begin),
      sound_over(item.source == nullptr || !item.source->has_sound()),
      pictures_end(turn.begins) {}

Result<std::optional<Picture>> Playout::Active::next_picture() {
  if (item.pictures.empty()) return item.source->next_picture();
  std::optional<Picture> picture(std::move(item.pictures.front()));
  item.pictures.pop_front();
  return picture;
}

std::optional<TimedBlock> Playout::Active::place(SampleBlock block, std::int64_t limit) const {
  const std::int64_t last = std::min(sound_end, limit);
  std::int64_t position = sound_origin + block.position;
  const std::int64_t end = std::min(position + block.frames(), last);
  if (end <= sound_begin) return std::nullopt;
  if (position < sound_begin) {
    block.samples.erase(block.samples.begin(), block.samples.begin() + (sound_begin - position) * kChannels);
    position = sound_begin;
  }
  block.samples.resize(static_cast<std::size_t>((end - position) * kChannels));
  for (float& sample : block.samples) sample *= item.gain;
  if (turn.is_joined()) fade(block.samples, position - sound_begin, 1);
  if (turn.is_cut() || limit < sound_end) fade(block.samples, last - 1 - position, -1);
  return TimedBlock{0, position, std::move(block.samples)};
}

}  // namespace crier
