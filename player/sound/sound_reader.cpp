// SPDX-License-Identifier: Apache-2.0
#include "player/sound/sound_reader.hpp"

#include <algorithm>

namespace crier {

std::int64_t SoundReader::read(std::int64_t position, std::int64_t frames, std::uint64_t epoch, float* out) {
  std::fill_n(out, frames * kChannels, 0.0F);
  const std::int64_t end = position + frames;
  std::int64_t fed = 0;
  std::int64_t next = position;  // everything before it is written
  while (next < end) {
    if (!block_) block_ = queue_.try_pop();
    if (!block_) break;
    const std::int64_t block_end = block_->position + block_->frames();
    if (block_->epoch < epoch || block_end <= next) {
      block_.reset();
      continue;
    }
    if (block_->position >= end) break;
    const std::int64_t first = std::max(next, block_->position);
    const std::int64_t last = std::min(end, block_end);
    std::copy_n(block_->samples.data() + (first - block_->position) * kChannels, (last - first) * kChannels,
                out + (first - position) * kChannels);
    fed += last - first;
    next = last;
  }
  return fed;
}

}  // namespace crier
