// SPDX-License-Identifier: Apache-2.0
#include "player/content_link.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <utility>

namespace crier {
namespace {

constexpr int kMostLooks = 5;

bool is_same_folder(int folder, const std::filesystem::path& path) {
  struct stat opened {};
  struct stat named {};
  return fstat(folder, &opened) == 0 && stat(path.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

}  // namespace

std::filesystem::path follow_content_link(const std::filesystem::path& path) {
  const std::filesystem::path link = path.has_filename() ? path : path.parent_path();
  std::array<char, PATH_MAX> text{};
  const ssize_t length = readlink(link.c_str(), text.data(), text.size());
  if (length <= 0) return path;
  const std::filesystem::path target(text.data(), text.data() + length);
  const std::filesystem::path absolute = (link.parent_path() / target).lexically_normal();
  std::error_code unused;
  const bool is_file = std::filesystem::is_regular_file(absolute, unused);
  return is_file ? path : absolute;
}

Result<HeldContent> HeldContent::hold(std::filesystem::path path) {
  const int folder = open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return HeldContent(std::move(path), -1);
  HeldContent held(std::move(path), folder);
  const bool is_locked = flock(folder, LOCK_SH | LOCK_NB) == 0;
  if ((!is_locked && errno == EWOULDBLOCK) || !is_same_folder(folder, held.path()))
    return fail(ErrorCode::not_found, fmt::format("{} is being cleared away", held.path().string()));
  return held;
}

Result<HeldContent> HeldContent::hold_linked(const std::filesystem::path& link) {
  for (int look = 1;; ++look) {
    const std::filesystem::path target = follow_content_link(link);
    auto held = hold(target);
    if (held || look == kMostLooks || follow_content_link(link) == target) return held;
  }
}

HeldContent::~HeldContent() {
  if (folder_ >= 0) close(folder_);
}

HeldContent::HeldContent(HeldContent&& other) noexcept
    : path_(std::move(other.path_)), folder_(std::exchange(other.folder_, -1)) {}

HeldContent& HeldContent::operator=(HeldContent&& other) noexcept {
  path_ = std::move(other.path_);
  std::swap(folder_, other.folder_);
  return *this;
}

}  // namespace crier
