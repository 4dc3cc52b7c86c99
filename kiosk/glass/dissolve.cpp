// SPDX-License-Identifier: Apache-2.0
#include "kiosk/glass/dissolve.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

namespace crier {
namespace {

constexpr int kWhole = 256;
constexpr int kFirstShare = 96;  // of the next panel in the first step

std::size_t bytes(int pixels) {
  return static_cast<std::size_t>(pixels) * 4;
}

}  // namespace

Rectangle Dissolve::leave(std::uint8_t* pixels, int stride, int width, int height) {
  width_ = width;
  before_.resize(bytes(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y)
    std::memcpy(before_.data() + bytes(width) * static_cast<std::size_t>(y),
                pixels + static_cast<std::ptrdiff_t>(y) * stride, bytes(width));
  return put_whole(pixels, stride);
}

void Dissolve::enter(std::uint8_t* pixels, int stride, const Rectangle& part, MonotonicTime now) {
  part_ = part;
  after_.resize(bytes(part.width) * static_cast<std::size_t>(part.height));
  for (int y = 0; y < part.height; ++y)
    std::memcpy(after_.data() + bytes(part.width) * static_cast<std::size_t>(y),
                pixels + static_cast<std::ptrdiff_t>(part.y + y) * stride + part.x * 4, bytes(part.width));
  began_ = now;
  next_step_ = now + kDissolveStep;
  is_running_ = true;
  mix(pixels, stride, kFirstShare);
}

Rectangle Dissolve::step(std::uint8_t* pixels, int stride, MonotonicTime now) {
  if (now - began_ >= kDissolveTime) return settle(pixels, stride);
  const auto passed = (now - began_).count();
  const auto share = kFirstShare + (kWhole - kFirstShare) * passed / kDissolveTime.count();
  mix(pixels, stride, static_cast<int>(share));
  next_step_ = now + kDissolveStep;
  return part_;
}

Rectangle Dissolve::settle(std::uint8_t* pixels, int stride) {
  const Rectangle changed = put_whole(pixels, stride);
  SecretVector<std::uint8_t>().swap(before_);
  SecretVector<std::uint8_t>().swap(after_);
  return changed;
}

Rectangle Dissolve::put_whole(std::uint8_t* pixels, int stride) {
  if (!std::exchange(is_running_, false)) return {};
  for (int y = 0; y < part_.height; ++y)
    std::memcpy(pixels + static_cast<std::ptrdiff_t>(part_.y + y) * stride + part_.x * 4,
                after_.data() + bytes(part_.width) * static_cast<std::size_t>(y), bytes(part_.width));
  return part_;
}

void Dissolve::mix(std::uint8_t* pixels, int stride, int share) const {
  const int rest = kWhole - share;
  for (int y = 0; y < part_.height; ++y) {
    const std::uint8_t* const from =
        before_.data() + bytes(width_) * static_cast<std::size_t>(part_.y + y) + part_.x * 4;
    const std::uint8_t* const to = after_.data() + bytes(part_.width) * static_cast<std::size_t>(y);
    std::uint8_t* const row = pixels + static_cast<std::ptrdiff_t>(part_.y + y) * stride + part_.x * 4;
    for (std::size_t i = 0; i < bytes(part_.width); ++i)
      row[i] = static_cast<std::uint8_t>((from[i] * rest + to[i] * share) / kWhole);
  }
}

}  // namespace crier
