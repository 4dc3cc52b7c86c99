// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/loudness_survey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "config/bounded_queue.hpp"
#include "content/workspace/loudness_file.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostThreads = 8;
// What was measured is kept from time to time, so that a survey of hours may be interrupted.
constexpr std::chrono::seconds kSaveInterval{10};

struct Outcome {
  std::size_t medium = 0;
  std::optional<MediumStamp> stamp;  // from before the measurement
  Result<Loudness> loudness;
};

std::vector<std::size_t> unmeasured(const Office& office, const LoudnessBook& book) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < office.media.size(); ++i) {
    const Medium& medium = office.media[i];
    if (medium.fault || medium.kind == MediumKind::picture) continue;
    const auto known = book.find(medium.name);
    if (known == book.end() || stamp_of(medium.path) != known->second.stamp) result.push_back(i);
  }
  return result;
}

// Forgets what is no longer in the office; true where there was any.
bool forget_others(const Office& office, LoudnessBook& book) {
  std::set<std::string> names;
  for (const Medium& medium : office.media) names.insert(medium.name);
  return std::erase_if(book, [&names](const auto& entry) { return !names.contains(entry.first); }) > 0;
}

std::string without_remedy(const std::string& message) {
  return message.substr(0, message.find("; "));
}

// Notes one outcome; a film without sound is kept as silent.
void note(const Office& office, const Outcome& outcome, LoudnessBook& book, Diagnostics& diagnostics) {
  const std::string& name = office.media[outcome.medium].name;
  const bool is_mute = !outcome.loudness && outcome.loudness.error().code == ErrorCode::not_found;
  if (outcome.stamp && (outcome.loudness || is_mute)) {
    book[name] = {*outcome.stamp, is_mute ? Loudness{} : *outcome.loudness};
    return;
  }
  if (outcome.loudness || is_mute) return;
  book.erase(name);
  diagnostics.push_back(
      {Severity::warning, name, 0, 0,
       fmt::format("its loudness cannot be measured: {}", without_remedy(outcome.loudness.error().message)),
       "listen to it, and export it again where it sounds wrong"});
}

}  // namespace

void survey_loudness(Office& office, const SurveyProgress& progress, Diagnostics& diagnostics) {
  LoudnessBook book = read_loudness(office.root);
  const std::vector<std::size_t> wanted = unmeasured(office, book);
  bool is_changed = forget_others(office, book);
  bool is_writable = true;
  const auto save = [&] {
    if (!is_changed || !is_writable) return;
    is_changed = false;
    const auto written = write_loudness(office.root, book);
    if (written) return;
    is_writable = false;
    diagnostics.push_back({Severity::warning, ".crier/loudness.json", 0, 0,
                           "it cannot be written, so films play as loud as they are",
                           "make the workspace writable, or check it with --no-loudness"});
  };

  std::atomic<bool> cancelled{false};
  std::atomic<std::size_t> next{0};
  BoundedQueue<Outcome> outcomes(wanted.size() + 1);
  const auto work = [&] {
    for (std::size_t i = next++; i < wanted.size(); i = next++) {
      const std::filesystem::path& path = office.media[wanted[i]].path;
      const auto stamp = stamp_of(path);
      Outcome outcome{wanted[i], stamp, measure_loudness(path, cancelled)};
      outcomes.try_push(outcome);
    }
  };
  std::vector<std::jthread> threads;
  const std::size_t most = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads);
  for (std::size_t i = 0; i < std::min(most, wanted.size()); ++i) threads.emplace_back(work);
  auto saved = std::chrono::steady_clock::now();
  for (std::size_t done = 0; done < wanted.size(); ++done) {
    const auto outcome = outcomes.pop_until(MonotonicTime::max(), {});
    if (!outcome) break;
    if (progress) progress(done + 1, wanted.size(), office.media[outcome->medium].name);
    note(office, *outcome, book, diagnostics);
    is_changed = true;
    if (std::chrono::steady_clock::now() - saved < kSaveInterval) continue;
    save();
    saved = std::chrono::steady_clock::now();
  }
  save();
  apply_loudness(office);
}

}  // namespace crier
