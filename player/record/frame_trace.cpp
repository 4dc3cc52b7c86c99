// SPDX-License-Identifier: Apache-2.0
#include "player/record/frame_trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

namespace crier {
namespace {

// Odd numbers whose bits look like chance: the fractional parts of the golden ratio and of the roots of 2
// and 3.
constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;
constexpr std::uint64_t kRootOfTwo = 0x6a09e667f3bcc909;
constexpr std::uint64_t kRootOfThree = 0xbb67ae8584caa73b;
constexpr std::uint64_t kColoursOfTwoPixels = 0x00ffffff00ffffff;
constexpr std::size_t kLanes = 4;
constexpr std::size_t kBlock = kLanes * sizeof(std::uint64_t);

constexpr std::uint64_t mix(std::uint64_t state, std::uint64_t word) {
  return std::rotl((state ^ (word * kGolden)), 29) * kRootOfTwo;
}

constexpr std::uint64_t finish_mix(std::uint64_t state) {
  state ^= state >> 32;
  state *= kRootOfThree;
  return state ^ (state >> 29);
}

// Two pixels, or the last one alone.
std::uint64_t colours(const std::uint8_t* pixels, std::size_t bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, pixels, bytes);
  return word & kColoursOfTwoPixels;
}

}  // namespace

std::uint64_t hash_of(const Canvas& canvas) {
  // Lanes that do not wait for each other keep the multiplier busy.
  std::array<std::uint64_t, kLanes> lanes = {kGolden, kRootOfTwo, kRootOfThree, kGolden ^ kRootOfTwo};
  const auto row_bytes = static_cast<std::size_t>(canvas.width) * 4;
  for (int y = 0; y < canvas.height; ++y) {
    const std::uint8_t* const row = canvas.pixels + std::ptrdiff_t{y} * canvas.stride;
    std::size_t at = 0;
    for (; at + kBlock <= row_bytes; at += kBlock) {
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        lanes[lane] =
            mix(lanes[lane], colours(row + at + lane * sizeof(std::uint64_t), sizeof(std::uint64_t)));
    }
    for (; at < row_bytes; at += sizeof(std::uint64_t))
      lanes[0] = mix(lanes[0], colours(row + at, std::min(sizeof(std::uint64_t), row_bytes - at)));
  }
  std::uint64_t hash =
      mix(static_cast<std::uint64_t>(canvas.width), static_cast<std::uint64_t>(canvas.height));
  for (const std::uint64_t lane : lanes) hash = mix(hash, finish_mix(lane));
  return finish_mix(hash);
}

FrameTrace::FrameTrace(const std::filesystem::path& file) : file_(file), stream_(file) {}

Result<FrameTrace> FrameTrace::create(const std::filesystem::path& file) {
  FrameTrace trace(file);
  if (!trace.stream_)
    return fail(ErrorCode::io, fmt::format("cannot write {}; check the folder", file.string()));
  return trace;
}

void FrameTrace::add(WallTime due, const Canvas& canvas) {
  stream_ << fmt::format("{} {:016x}\n", due.time_since_epoch().count(), hash_of(canvas));
}

Result<void> FrameTrace::finish() {
  if (!stream_.flush())
    return fail(ErrorCode::io, fmt::format("cannot write {}; check the disk", file_.string()));
  return {};
}

}  // namespace crier
