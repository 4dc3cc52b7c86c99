// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/caption_check.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <utility>

#include "config/time_text.hpp"
#include "content/captions/caption_file.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostOfOneFile = 10;

// As the film is named: relative to the workspace where that is.
std::string name_of(const CaptionFile& file, const Medium& film) {
  return (std::filesystem::path(film.name).parent_path() / file.path.filename()).generic_string();
}

void warn(const std::string& file, std::string what, std::string remedy, Diagnostics& diagnostics) {
  diagnostics.push_back({Severity::warning, file, 0, 0, std::move(what), std::move(remedy)});
}

void check_track(const std::string& name, const Medium& film, CaptionTrack track, Diagnostics& diagnostics) {
  std::size_t told = 0;
  for (Diagnostic& mistake : track.mistakes) {
    if (told++ == kMostOfOneFile) break;
    mistake.file = name;
    diagnostics.push_back(std::move(mistake));
  }
  const std::size_t all = track.mistakes.size() + track.mistakes_left_out;
  if (all > kMostOfOneFile) {
    warn(name, fmt::format("{} more lines are wrong", all - kMostOfOneFile), "export the captions again",
         diagnostics);
  }
  if (track.cues.empty() && all == 0)
    warn(name, "it holds no caption", "write captions into it or delete it", diagnostics);
  if (!track.cues.empty() && track.cues.back().begin >= film.duration && film.duration > Nanoseconds{0}) {
    const auto in_milliseconds = [](Nanoseconds time) {
      return format_duration(std::chrono::floor<std::chrono::milliseconds>(time));
    };
    warn(name,
         fmt::format("its last caption begins at {}, but the film ends at {}",
                     in_milliseconds(track.cues.back().begin), in_milliseconds(film.duration)),
         "see whether it belongs to this film", diagnostics);
  }
}

}  // namespace

void check_captions(const Office& office, Diagnostics& diagnostics) {
  for (const Medium& film : office.media) {
    for (const CaptionFile& file : film.captions) {
      const std::string name = name_of(file, film);
      auto track = read_captions(file.path);
      if (track) {
        check_track(name, film, *std::move(track), diagnostics);
        continue;
      }
      const std::string& message = track.error().message;
      const std::size_t cut = message.find("; ");
      warn(name, "these captions cannot be shown: " + message.substr(0, cut),
           cut == std::string::npos ? std::string() : message.substr(cut + 2), diagnostics);
    }
  }
}

}  // namespace crier
