// SPDX-License-Identifier: Apache-2.0
// Captions: what covers a film at each of its moments, from the files beside it or the streams inside it, in
// one or two languages. Used by one thread at a time, away from the main one: opening reads the disk and the
// fonts, and a change of captions takes milliseconds to draw. What covers a moment depends on that moment
// only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "config/result.hpp"
#include "content/model/office.hpp"
#include "player/captions/overlay.hpp"

namespace crier {

struct CaptionRequest {
  std::vector<CaptionFile> files;
  std::filesystem::path film;          // may hold captions itself; empty: not looked into
  std::vector<std::string> languages;  // the first stands above; those past the second are not shown
  int width = 0;                       // of the rectangle that the film fills, in pixels
  int height = 0;
};

class Captions {
 public:
  // For each language: a file in it, else, for the first, a file that says no language, else a stream of the
  // film. A film without any has captions that never show. Fails only where the canvas or libass does.
  static Result<std::unique_ptr<Captions>> open(const CaptionRequest& request);
  virtual ~Captions() = default;

  // What covers `position`, counted from the film's first instant: a cue shows from its begin until before
  // its end. Null where nothing does. The same pointer as long as nothing changes.
  virtual std::shared_ptr<const Overlay> at(Nanoseconds position) = 0;

  // Draws the next change after `position` now, so that it is there when it is due.
  virtual void look_ahead(Nanoseconds position) = 0;

  // Whether there is no language to show.
  virtual bool empty() const = 0;

  // Files and streams that could not be read, to be logged.
  virtual const std::vector<Error>& faults() const = 0;
};

}  // namespace crier
