// SPDX-License-Identifier: Apache-2.0
// MediaShelf: the media a workspace names, each measured once. Internal to content/workspace; one thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content/model/office.hpp"

namespace crier {

std::optional<MediumKind> kind_by_extension(const std::filesystem::path& path);

// All media below `root`, as names relative to it, in name order; hidden files and folders are left out.
std::vector<std::string> media_below(const std::filesystem::path& root);

class MediaShelf {
 public:
  explicit MediaShelf(std::filesystem::path root) : root_(std::move(root)) {}

  // The medium's index in `media()`, added where it is new. `name` is relative to the root.
  std::size_t index_of(const std::string& name);

  // Measures everything added so far, on two threads where there is much of it.
  void measure();

  std::vector<Medium>& media() { return media_; }

 private:
  std::filesystem::path root_;
  std::vector<Medium> media_;
  std::map<std::string, std::size_t> indices_;
};

}  // namespace crier
