// SPDX-License-Identifier: Apache-2.0
// Other people's files, where they are at hand: each is measured or refused with a reason, in time.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "content/media/probe.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

const std::filesystem::path kCorpus = CRIER_CORPUS;

std::vector<nlohmann::json> manifest(const char* folder) {
  std::vector<nlohmann::json> entries;
  std::ifstream stream(kCorpus / folder / "manifest.jsonl");
  for (std::string line; std::getline(stream, line);) entries.push_back(nlohmann::json::parse(line));
  return entries;
}

std::optional<double> number(const nlohmann::json& entry, const char* key) {
  if (!entry.contains(key) || entry[key].is_null()) return std::nullopt;
  return entry[key].is_string() ? std::stod(entry[key].get<std::string>()) : entry[key].get<double>();
}

// What its frames last at a constant rate, where the manifest knows both; the rate is like "30000/1001".
std::optional<double> length_by_frames(const nlohmann::json& entry) {
  const auto packets = number(entry, "packets");
  if (!packets || !entry["fps"].is_string()) return std::nullopt;
  const std::string rate = entry["fps"].get<std::string>();
  const std::size_t slash = rate.find('/');
  const double numerator = std::stod(rate);
  const double denominator = slash == std::string::npos ? 1 : std::stod(rate.substr(slash + 1));
  if (numerator <= 0 || denominator <= 0) return std::nullopt;
  return *packets * denominator / numerator;
}

// Whether one of the lengths that the manifest knows is near. A film's is its pictures' alone, so that
// headers, which count the sound too, may be a little longer.
bool agrees(const nlohmann::json& entry, double seconds) {
  constexpr double kFrames = 0.05;
  constexpr double kSoundLongerThanPictures = 0.15;
  const auto is_near = [seconds](std::optional<double> expected, double tolerance) {
    return expected && std::abs(seconds - *expected) < tolerance;
  };
  const auto decoded = entry.contains("ffmpeg51") ? number(entry["ffmpeg51"], "out_s") : std::nullopt;
  return is_near(length_by_frames(entry), kFrames) || is_near(decoded, kSoundLongerThanPictures) ||
         is_near(number(entry, "duration"), kSoundLongerThanPictures);
}

TEST(Corpus, every_medium_is_measured_or_refused_with_a_reason_in_time) {
  const auto entries = manifest("media");
  if (entries.empty()) GTEST_SKIP() << "no corpus beside the project";
  std::size_t compared = 0;
  for (const nlohmann::json& entry : entries) {
    const std::string name = entry["file"].get<std::string>();
    SCOPED_TRACE(name);
    const auto begin = std::chrono::steady_clock::now();
    const auto probe = probe_medium(kCorpus / name);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
    if (!probe) {
      EXPECT_NE(probe.error().message.find("; "), std::string::npos) << probe.error().message;
      continue;
    }
    if (probe->kind == MediumKind::picture) continue;
    const double seconds = std::chrono::duration<double>(probe->duration).count();
    EXPECT_GT(seconds, 0);
    EXPECT_LT(seconds, 600);
    ++compared;
    EXPECT_TRUE(agrees(entry, seconds)) << seconds << " s";
  }
  EXPECT_GT(compared, 100U);
}

TEST(Corpus, encrypted_films_are_refused) {
  if (!std::filesystem::exists(kCorpus / "media")) GTEST_SKIP() << "no corpus beside the project";
  for (const char* name : {"ax-sample_fragmented_sgpd_v2.mp4", "ax-subsample_encrypted_altref.webm"}) {
    const auto probe = probe_medium(kCorpus / "media" / name);
    ASSERT_FALSE(probe) << name;
    EXPECT_NE(probe.error().message.find("encrypted"), std::string::npos) << probe.error().message;
  }
}

TEST(Corpus, every_picture_is_known_or_refused_with_a_reason) {
  const auto entries = manifest("images");
  if (entries.empty()) GTEST_SKIP() << "no corpus beside the project";
  std::size_t playable = 0;
  for (const nlohmann::json& entry : entries) {
    const std::string name = entry["file"].get<std::string>();
    SCOPED_TRACE(name);
    const auto probe = probe_medium(kCorpus / name);
    if (!probe) {
      EXPECT_NE(probe.error().message.find("; "), std::string::npos) << probe.error().message;
      continue;
    }
    ++playable;
    EXPECT_TRUE(probe->has_video);
    if (probe->kind == MediumKind::picture) {
      EXPECT_EQ(probe->duration, 0s);
    }
  }
  EXPECT_GT(playable, entries.size() * 9 / 10);
}

TEST(Corpus, text_is_no_medium) {
  if (!std::filesystem::exists(kCorpus)) GTEST_SKIP() << "no corpus beside the project";
  for (const char* folder : {"cap", "ical", "subs"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kCorpus / folder)) {
      if (!entry.is_regular_file()) continue;
      EXPECT_FALSE(probe_medium(entry.path())) << entry.path();
    }
  }
}

}  // namespace
}  // namespace crier
