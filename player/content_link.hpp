// SPDX-License-Identifier: Apache-2.0
// Where the content lies: a path that may be a symbolic link to a folder, which somebody moves to another
// folder by renaming a new link over it; and a folder that is in use. Any thread.
#pragma once

#include <filesystem>
#include <utility>

#include "config/result.hpp"

namespace crier {

// What `path` leads to now: the folder that it links to, else itself. A link is followed one step, so that a
// folder keeps the path that it has beside the link. As quick as readlink(2).
std::filesystem::path follow_content_link(const std::filesystem::path& path);

// Content in use: as long as this lives its folder carries a shared lock (flock(2)), so that whoever clears
// away folders, and tries for an exclusive one, leaves it alone. A file is not locked, nor a folder on a file
// system without locks.
class HeldContent {
 public:
  HeldContent() = default;

  // Fails where it is being cleared away. Whether there is anything is for who reads it.
  static Result<HeldContent> hold(std::filesystem::path path);

  // What `link` leads to; looks again where it was moved meanwhile.
  static Result<HeldContent> hold_linked(const std::filesystem::path& link);

  ~HeldContent();
  HeldContent(HeldContent&& other) noexcept;
  HeldContent& operator=(HeldContent&& other) noexcept;

  const std::filesystem::path& path() const { return path_; }

 private:
  HeldContent(std::filesystem::path path, int folder) : path_(std::move(path)), folder_(folder) {}

  std::filesystem::path path_;
  int folder_ = -1;  // -1: nothing is locked
};

}  // namespace crier
