// SPDX-License-Identifier: Apache-2.0
#include "player/record/frame_trace.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <set>
#include <vector>

#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using std::chrono::seconds;

std::vector<std::uint8_t> noise(int stride, int height) {
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(stride * height));
  std::uint32_t state = 1;
  for (std::uint8_t& byte : bytes) {
    state = state * 1'664'525 + 1'013'904'223;
    byte = static_cast<std::uint8_t>(state >> 24);
  }
  return bytes;
}

TEST(FrameTrace, HashCountsColoursOnly) {
  for (const int width : {1, 2, 3, 7, 8, 9, 33}) {
    constexpr int kHeight = 5;
    auto bytes = noise(width * 4, kHeight);
    const Canvas canvas{bytes.data(), width * 4, width, kHeight};
    const std::uint64_t hash = hash_of(canvas);
    // The same with another fourth byte and a wider stride.
    const int stride = width * 4 + 24;
    auto wide = noise(stride, kHeight);
    for (int y = 0; y < kHeight; ++y)
      std::memcpy(&wide[static_cast<std::size_t>(y * stride)],
                  &bytes[static_cast<std::size_t>(y * width * 4)], static_cast<std::size_t>(width * 4));
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < width; ++x) wide[static_cast<std::size_t>(y * stride + x * 4 + 3)] ^= 0xa5;
    }
    EXPECT_EQ(hash_of({wide.data(), stride, width, kHeight}), hash) << width;
  }
}

TEST(FrameTrace, EveryColourOfEveryPixelChangesTheHash) {
  constexpr int kWidth = 13;
  constexpr int kHeight = 7;
  auto bytes = noise(kWidth * 4, kHeight);
  const Canvas canvas{bytes.data(), kWidth * 4, kWidth, kHeight};
  std::set<std::uint64_t> hashes = {hash_of(canvas)};
  std::size_t wanted = 1;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % 4 == 3) continue;
    for (const int flip : {1, 128}) {
      bytes[i] ^= static_cast<std::uint8_t>(flip);
      hashes.insert(hash_of(canvas));
      bytes[i] ^= static_cast<std::uint8_t>(flip);
      ++wanted;
    }
  }
  EXPECT_EQ(hashes.size(), wanted);
}

TEST(FrameTrace, SizeAndOrderCount) {
  std::vector<std::uint8_t> grey(64 * 4, 0x80);
  std::set<std::uint64_t> hashes;
  for (const auto& [width, height] : {std::pair{64, 1}, {32, 2}, {16, 4}, {8, 8}, {1, 64}})
    hashes.insert(hash_of({grey.data(), width * 4, width, height}));
  EXPECT_EQ(hashes.size(), 5U);
  auto swapped = noise(64, 2);
  const std::uint64_t before = hash_of({swapped.data(), 64, 16, 2});
  std::swap_ranges(swapped.begin(), swapped.begin() + 64, swapped.begin() + 64);
  EXPECT_NE(hash_of({swapped.data(), 64, 16, 2}), before);
}

TEST(FrameTrace, IsTheSameOnEveryRun) {
  auto bytes = noise(40, 6);
  EXPECT_EQ(hash_of({bytes.data(), 40, 10, 6}), 9'740'786'404'152'382'784U);
}

TEST(FrameTrace, WritesALineForEachFrame) {
  const TemporaryFolder folder;
  auto bytes = noise(40, 6);
  const Canvas canvas{bytes.data(), 40, 10, 6};
  auto trace = FrameTrace::create(folder / "trace");
  ASSERT_TRUE(trace);
  const WallTime begin{seconds{1'795'507'200}};
  trace->add(begin, canvas);
  bytes[0] ^= 1;
  trace->add(begin + std::chrono::milliseconds{40}, canvas);
  ASSERT_TRUE(trace->finish());
  const std::string text = read_file(folder / "trace");
  ASSERT_EQ(text.size(), 2 * (19 + 1 + 16 + 1)) << text;
  EXPECT_EQ(text.substr(0, 20), "1795507200000000000 ");
  EXPECT_EQ(text.substr(37, 20), "1795507200040000000 ");
  EXPECT_EQ(text.substr(20, 16).find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(text.substr(20, 16), text.substr(57, 16));
}

TEST(FrameTrace, SaysWhereItCannotWrite) {
  const TemporaryFolder folder;
  const auto trace = FrameTrace::create(folder / "none/trace");
  ASSERT_FALSE(trace);
  EXPECT_NE(trace.error().message.find("none/trace"), std::string::npos);
}

}  // namespace
}  // namespace crier
