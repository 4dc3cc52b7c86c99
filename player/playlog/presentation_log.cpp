// SPDX-License-Identifier: Apache-2.0
#include "player/playlog/presentation_log.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

namespace crier {
namespace {

constexpr std::size_t kSeamsKept = 4'096;
constexpr std::size_t kErrorsKept = 1'024;

double to_ms(Nanoseconds time) {
  return double(time.count()) / 1e6;
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// VmHWM of proc(5); getrusage's ru_maxrss would count what ran in this process before exec.
std::int64_t peak_rss_kb() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word != "VmHWM:") continue;
    std::int64_t kilobytes = 0;
    status >> kilobytes;
    return kilobytes;
  }
  return 0;
}

nlohmann::json percentiles(const Histogram& histogram) {
  return {{"p50", histogram.percentile(0.50)}, {"p99", histogram.percentile(0.99)}};
}

// How many pictures of this length passed between two moments, to the nearest.
std::int64_t frames_between(WallTime from, WallTime to, Nanoseconds frame) {
  if (frame <= Nanoseconds{0}) return 1;
  return std::llround(double((to - from).count()) / double(frame.count()));
}

}  // namespace

PresentationLog::PresentationLog(WallTime program_started, std::vector<std::string> medium_names)
    : program_started_(program_started), names_(std::move(medium_names)) {}

std::string PresentationLog::name(std::size_t medium) const {
  return medium < names_.size() ? names_[medium] : std::string("card");
}

void PresentationLog::switch_content(std::vector<std::string> medium_names) {
  names_ = std::move(medium_names);
  ++switches_;
}

void PresentationLog::seam(const Shown& next) {
  const std::int64_t frames = frames_between(last_->presented, next.presented, last_->hold);
  seams_.push_back({last_name_, name(next.medium), std::max<std::int64_t>(0, frames - 1)});
  if (seams_.size() > kSeamsKept) seams_.pop_front();
  ++seams_total_;
}

void PresentationLog::shown(const Shown& picture) {
  ++presented_;
  if (!first_frame_) first_frame_ = picture.presented - program_started_;
  const Nanoseconds lateness = picture.presented - picture.due;
  if (last_) {
    // The first picture of a run is joined midway through its time, so only later ones can be late.
    wall_offset_.add(to_ms(lateness));
    if (picture.hold > Nanoseconds{0} && lateness > picture.hold / 2) ++late_;
    if (picture.turn != last_->turn) {
      seam(picture);
    } else {
      const std::int64_t frames = frames_between(last_->presented, picture.presented, last_->hold);
      if (frames > 1) repeated_ += static_cast<std::uint64_t>(frames - 1);
    }
  }
  if (picture.sound_lateness) av_offset_.add(to_ms(*picture.sound_lateness - lateness));
  if (!last_ || picture.turn != last_->turn) last_name_ = name(picture.medium);
  last_ = picture;
}

void PresentationLog::error(std::string text) {
  if (errors_.size() < kErrorsKept) errors_.push_back(std::move(text));
}

std::string PresentationLog::to_json() const {
  nlohmann::ordered_json json;
  json["frames_presented"] = presented_;
  json["presentations"] = presentations_;
  json["frames_repeated"] = repeated_;
  json["frames_dropped"] = dropped_;
  json["frames_late"] = late_;
  json["first_frame_ms"] =
      first_frame_ ? nlohmann::json(std::round(to_ms(*first_frame_) * 10) / 10) : nlohmann::json();
  json["seams_total"] = seams_total_;
  json["content_switches"] = switches_;
  json["seams"] = nlohmann::json::array();
  for (const Seam& seam : seams_) {
    json["seams"].push_back({{"from", seam.from}, {"to", seam.to}, {"gap_frames", seam.gap_frames}});
  }
  json["av_offset_ms"] = percentiles(av_offset_);
  json["wall_offset_ms"] = percentiles(wall_offset_);
  json["cpu_seconds"] = std::round(cpu_seconds() * 1000) / 1000;
  json["peak_rss_kb"] = peak_rss_kb();
  json["errors"] = errors_;
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace crier
