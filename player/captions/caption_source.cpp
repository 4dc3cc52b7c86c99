// SPDX-License-Identifier: Apache-2.0
#include "player/captions/caption_source.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "content/captions/caption_file.hpp"
#include "content/captions/language_tag.hpp"
#include "player/captions/embedded_captions.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostLanguages = 2;

// The files that may serve `wanted`, best first.
std::vector<const CaptionFile*> candidates(const CaptionRequest& request, const std::string& wanted,
                                           bool takes_unnamed) {
  std::vector<std::pair<int, const CaptionFile*>> ranked;
  for (const CaptionFile& file : request.files) {
    const int fit = file.language.empty() && takes_unnamed ? 0 : language_fit(wanted, file.language);
    if (fit > 0 || (file.language.empty() && takes_unnamed)) ranked.emplace_back(fit, &file);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const CaptionFile*> files;
  for (const auto& [fit, file] : ranked) files.push_back(file);
  return files;
}

std::optional<CaptionTrack> find_one(const CaptionRequest& request, const std::string& wanted,
                                     bool takes_unnamed, std::vector<Error>& faults) {
  for (const CaptionFile* const file : candidates(request, wanted, takes_unnamed)) {
    auto track = read_captions(file->path);
    if (track) return *std::move(track);
    faults.push_back({track.error().code, file->path.string() + ": " + track.error().message});
  }
  if (request.film.empty()) return std::nullopt;
  auto embedded = read_embedded_captions(request.film, wanted, takes_unnamed);
  if (!embedded) {
    faults.push_back(embedded.error());
    return std::nullopt;
  }
  if (!*embedded) return std::nullopt;
  return std::move((*embedded)->track);
}

}  // namespace

std::vector<FoundCaptions> find_captions(const CaptionRequest& request, std::vector<Error>& faults) {
  std::vector<FoundCaptions> found;
  for (std::size_t i = 0; i < std::min(request.languages.size(), kMostLanguages); ++i) {
    const std::string& wanted = request.languages[i];
    auto track = find_one(request, wanted, i == 0, faults);
    if (track) found.push_back({wanted, *std::move(track)});
  }
  return found;
}

}  // namespace crier
