// SPDX-License-Identifier: Apache-2.0
// SharedPictures: the memory into which a visit's process draws and from which the player shows: a few
// pictures of the canvas's size, without a name in any folder. Both processes map it; who may write to which
// picture when is settled by messages. One thread an end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "config/result.hpp"

namespace crier {

class SharedPictures {
 public:
  // `count` black pictures, BGRA, rows width * 4 bytes apart. Its size is sealed: neither side can shrink it
  // under the other. Done by the player.
  static Result<SharedPictures> create(int width, int height, int count);

  // Takes over a descriptor that was inherited. Fails where its size or its seals are not those of `create`.
  static Result<SharedPictures> adopt(int fd, int width, int height, int count);

  ~SharedPictures();
  SharedPictures(SharedPictures&& other) noexcept;
  SharedPictures& operator=(SharedPictures&& other) noexcept;

  int fd() const { return fd_; }  // to be handed to a child; stays ours
  int width() const { return width_; }
  int height() const { return height_; }
  int count() const { return count_; }
  int stride() const { return width_ * 4; }
  std::uint8_t* pixels(int picture);
  const std::uint8_t* pixels(int picture) const;

  // Overwrites every picture with zeros.
  void wipe();

 private:
  SharedPictures(int fd, int width, int height, int count)
      : fd_(fd), width_(width), height_(height), count_(count) {}
  std::size_t bytes() const;
  Result<void> map();

  int fd_ = -1;
  int width_ = 0;
  int height_ = 0;
  int count_ = 0;
  std::uint8_t* memory_ = nullptr;
};

}  // namespace crier
