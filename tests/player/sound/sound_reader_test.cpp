// SPDX-License-Identifier: Apache-2.0
#include "player/sound/sound_reader.hpp"

#include <gtest/gtest.h>

namespace crier {
namespace {

void feed(BoundedQueue<TimedBlock>& queue, std::int64_t position, std::int64_t frames, float value,
          std::uint64_t epoch = 1) {
  TimedBlock block{epoch, position, std::vector<float>(static_cast<std::size_t>(frames * kChannels), value)};
  ASSERT_TRUE(queue.try_push(block));
}

std::vector<float> left(SoundReader& reader, std::int64_t position, std::int64_t frames,
                        std::uint64_t epoch = 1) {
  std::vector<float> both(static_cast<std::size_t>(frames * kChannels), 9.0F);
  reader.read(position, frames, epoch, both.data());
  std::vector<float> out;
  for (std::size_t i = 0; i < both.size(); i += kChannels) out.push_back(both[i]);
  return out;
}

TEST(SoundReader, JoinsBlocksToTheSample) {
  BoundedQueue<TimedBlock> queue(8);
  SoundReader reader(queue);
  feed(queue, 100, 3, 1);
  feed(queue, 103, 2, 2);
  EXPECT_EQ(left(reader, 100, 4), (std::vector<float>{1, 1, 1, 2}));
  EXPECT_EQ(left(reader, 104, 2), (std::vector<float>{2, 0}));
}

TEST(SoundReader, GivesSilenceInGapsAndDropsWhatIsPast) {
  BoundedQueue<TimedBlock> queue(8);
  SoundReader reader(queue);
  feed(queue, 0, 2, 5);
  feed(queue, 10, 2, 1);
  feed(queue, 14, 2, 2);
  EXPECT_EQ(left(reader, 9, 7), (std::vector<float>{0, 1, 1, 0, 0, 2, 2}));
}

TEST(SoundReader, PlaysNothingOfAnOlderEpoch) {
  BoundedQueue<TimedBlock> queue(8);
  SoundReader reader(queue);
  feed(queue, 0, 4, 5, 1);
  feed(queue, 1, 2, 7, 2);
  EXPECT_EQ(left(reader, 0, 4, 2), (std::vector<float>{0, 7, 7, 0}));
}

TEST(SoundTimeline, CountsSamplesWithoutRoundingUp) {
  EXPECT_EQ(sample_at(WallTime{std::chrono::seconds{3}}), 144'000);
  EXPECT_EQ(sample_at(WallTime{Nanoseconds{20'833}}), 0);
  EXPECT_EQ(sample_at(WallTime{Nanoseconds{20'834}}), 1);
  EXPECT_EQ(sample_at(WallTime{Nanoseconds{-1}}), -1);
  const WallTime now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24};
  for (int loops = 0; loops < 1'000; ++loops) {
    EXPECT_EQ(sample_at(now + std::chrono::seconds{3} * (loops + 1)) -
                  sample_at(now + std::chrono::seconds{3} * loops),
              144'000);
  }
}

}  // namespace
}  // namespace crier
