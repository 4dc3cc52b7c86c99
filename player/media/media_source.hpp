// SPDX-License-Identifier: Apache-2.0
// MediaSource: one media file, opened at a position, giving its pictures and its sound in order. FFmpeg
// behind a narrow interface: no FFmpeg type leaves player/media. Used by one thread at a time; may be handed
// to another between calls. Every call may block on the disk and the decoder.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "config/result.hpp"
#include "player/media/picture.hpp"

namespace crier {

// The one sound format between decoder and device: interleaved stereo float at 48 kHz.
inline constexpr int kSampleRate = 48'000;
inline constexpr int kChannels = 2;

struct SampleBlock {
  std::int64_t position =
      0;  // of its first sample frame, counted at kSampleRate from the item's first instant
  std::vector<float> samples;  // interleaved; size is frames x kChannels

  std::int64_t frames() const { return static_cast<std::int64_t>(samples.size()) / kChannels; }
};

enum class HardwarePolicy { try_it, never };

struct MediaRequest {
  std::filesystem::path path;
  Nanoseconds start{0};  // pictures that end at or before this position are not returned
  bool is_live = false;  // until the first picture is returned, `start` moves on as time passes
  bool want_sound = true;
  float gain = 1;           // of its sound, for whoever places it: the source gives it as it is
  int decoder_threads = 0;  // 0: as few as this file needs to keep up
  HardwarePolicy hardware = HardwarePolicy::never;
};

class MediaSource {
 public:
  // Opens and seeks; decodes nothing yet. `cancelled` aborts any blocking read once it is true, and must
  // outlive the source.
  static Result<std::unique_ptr<MediaSource>> open(const MediaRequest& request,
                                                   const std::atomic<bool>& cancelled);
  virtual ~MediaSource() = default;

  virtual bool has_pictures() const = 0;
  virtual bool has_sound() const = 0;
  virtual bool is_still() const = 0;  // one picture, shown for as long as the item says

  // The next picture in order of position; none at the end of the stream. An error ends the source.
  virtual Result<std::optional<Picture>> next_picture() = 0;

  // The next sound, gapless from the first block on; none at the end of the stream.
  virtual Result<std::optional<SampleBlock>> next_sound() = 0;

  // Catching up: skips pictures that no other picture refers to, for about half the cost. Off at first.
  enum class Effort { full, references_only };
  virtual void set_effort(Effort effort) = 0;
};

}  // namespace crier
