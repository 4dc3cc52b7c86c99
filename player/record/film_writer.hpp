// SPDX-License-Identifier: Apache-2.0
// FilmWriter: what a screen shows, written down as a film: MP4 with H.264 and AAC. Each picture is stored
// once, at its own time, however long it stays. One thread at a time; every call may wait for the encoder and
// the disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "config/clock.hpp"
#include "config/result.hpp"
#include "player/scene/painter.hpp"

namespace crier {

class FilmWriter {
 public:
  // Writes to `file` with ".part" added, beside it, until the film is whole. Pictures are `width` by
  // `height`; an odd size is stored with its last column or row twice.
  static Result<std::unique_ptr<FilmWriter>> create(const std::filesystem::path& file, int width, int height,
                                                    bool with_sound);
  // Removes the unfinished film.
  ~FilmWriter();
  FilmWriter(const FilmWriter&) = delete;
  FilmWriter& operator=(const FilmWriter&) = delete;

  // The picture shown from `position` on, counted from the film's start, until the next one. Positions ascend
  // and are kept to 1/90000 s; one below zero counts as zero. A picture that stays for more than an hour is
  // stored once more each hour: MP4 has no room for longer ones.
  Result<void> add_frame(const Canvas& canvas, Nanoseconds position);

  // Interleaved stereo at 48 kHz; `position` counts sample frames from the film's start. Blocks ascend; gaps
  // are silence, and what lies before zero or overlaps what is written already is cut. Sound and pictures are
  // to be added side by side, within a few seconds, to lie side by side in the file.
  Result<void> add_sound(std::int64_t position, std::span<const float> interleaved_stereo);

  // Ends the last picture, and the sound with silence, at `end`, and gives the film its name. To be called
  // once, as the last.
  Result<void> finish(Nanoseconds end);

 private:
  struct State;
  explicit FilmWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace crier
