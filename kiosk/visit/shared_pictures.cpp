// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/shared_pictures.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstring>

namespace crier {
namespace {

constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW;

}  // namespace

std::size_t SharedPictures::bytes() const {
  return static_cast<std::size_t>(stride()) * static_cast<std::size_t>(height_) *
         static_cast<std::size_t>(count_);
}

Result<void> SharedPictures::map() {
  void* const mapped = mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_SHARED, fd_, 0);
  if (mapped == MAP_FAILED)
    return fail(ErrorCode::io, fmt::format("cannot map the pictures: {}", std::strerror(errno)));
  memory_ = static_cast<std::uint8_t*>(mapped);
  return {};
}

Result<SharedPictures> SharedPictures::create(int width, int height, int count) {
  SharedPictures pictures(memfd_create("crier-panels", MFD_CLOEXEC | MFD_ALLOW_SEALING), width, height,
                          count);
  if (pictures.fd_ < 0 || ftruncate(pictures.fd_, static_cast<off_t>(pictures.bytes())) != 0 ||
      fcntl(pictures.fd_, F_ADD_SEALS, kSeals | F_SEAL_SEAL) != 0)
    return fail(ErrorCode::io, fmt::format("no memory for the panels' pictures: {}", std::strerror(errno)));
  if (const auto mapped = pictures.map(); !mapped) return tl::unexpected(mapped.error());
  return pictures;
}

Result<SharedPictures> SharedPictures::adopt(int fd, int width, int height, int count) {
  SharedPictures pictures(fd, width, height, count);
  struct stat info {};
  const int seals = fcntl(fd, F_GET_SEALS);
  if (fstat(fd, &info) != 0 || info.st_size != static_cast<off_t>(pictures.bytes()) || seals < 0 ||
      (seals & kSeals) != kSeals)
    return fail(ErrorCode::format, "the descriptor holds no pictures of that size");
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  if (const auto mapped = pictures.map(); !mapped) return tl::unexpected(mapped.error());
  return pictures;
}

SharedPictures::SharedPictures(SharedPictures&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      width_(other.width_),
      height_(other.height_),
      count_(other.count_),
      memory_(std::exchange(other.memory_, nullptr)) {}

SharedPictures& SharedPictures::operator=(SharedPictures&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(width_, other.width_);
  std::swap(height_, other.height_);
  std::swap(count_, other.count_);
  std::swap(memory_, other.memory_);
  return *this;
}

SharedPictures::~SharedPictures() {
  if (memory_ != nullptr) munmap(memory_, bytes());
  if (fd_ >= 0) close(fd_);
}

std::uint8_t* SharedPictures::pixels(int picture) {
  assert(picture >= 0 && picture < count_);
  return memory_ + bytes() / static_cast<std::size_t>(count_) * static_cast<std::size_t>(picture);
}

const std::uint8_t* SharedPictures::pixels(int picture) const {
  assert(picture >= 0 && picture < count_);
  return memory_ + bytes() / static_cast<std::size_t>(count_) * static_cast<std::size_t>(picture);
}

void SharedPictures::wipe() {
  if (memory_ != nullptr) explicit_bzero(memory_, bytes());
}

}  // namespace crier
