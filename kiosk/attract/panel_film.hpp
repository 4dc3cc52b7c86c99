// SPDX-License-Identifier: Apache-2.0
// PanelFilm: a film played once inside a panel, with its sound. A thread decodes ahead; the main thread takes
// pictures at their moments, and hands the sound on no faster than it is heard.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <thread>

#include "config/bounded_queue.hpp"
#include "config/clock.hpp"
#include "player/media/file_check.hpp"
#include "player/media/picture.hpp"
#include "player/sound/sound_output.hpp"

namespace crier {

class MediaSource;

class PanelFilm {
 public:
  // Begins to decode, once `check` passes the file; one that it refuses cannot be played. `sound` outlives
  // the film; null: it is silent.
  PanelFilm(std::filesystem::path file, SoundOutput* sound, FileCheck check = {});
  ~PanelFilm();  // falls silent; waits for the decoder, some milliseconds
  PanelFilm(const PanelFilm&) = delete;
  PanelFilm& operator=(const PanelFilm&) = delete;

  // The rest is the main thread's.

  // Takes what is ready. The film begins with its first picture.
  void pull(WallTime now);

  // When the next picture is due; none where it is not ready, or there will be none.
  std::optional<WallTime> next_change() const;

  // True where another picture is on.
  bool advance(WallTime time);

  const Picture& picture() const { return current_; }
  std::uint64_t revision() const { return revision_; }

  // The last picture has had its time, or the file cannot be played.
  bool is_over(WallTime now) const;

 private:
  struct Sound {
    SharedSamples samples;
    Nanoseconds position{0};  // of its end in the film
  };

  void decode(const std::filesystem::path& file, const FileCheck& check, const std::stop_token& stop);
  bool decode_sound(MediaSource& source, Nanoseconds until, const std::stop_token& stop);
  void hand_on_sound(WallTime now);

  SoundOutput* const sound_;
  BoundedQueue<Picture> pictures_{6};
  BoundedQueue<Sound> sounds_{64};
  std::atomic<bool> is_cancelled_{false};
  std::atomic<bool> is_decoded_{false};
  Nanoseconds sound_until_{0};  // decoded; the thread's

  std::optional<WallTime> began_;  // when the first picture is due
  std::optional<Picture> next_;
  Picture current_;
  std::optional<Sound> next_sound_;
  std::optional<std::uint64_t> announcement_;
  Nanoseconds handed_until_{0};
  std::uint64_t revision_ = 0;
  std::jthread thread_;  // last: stops before what it fills is gone
};

}  // namespace crier
