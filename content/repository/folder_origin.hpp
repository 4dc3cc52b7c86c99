// SPDX-License-Identifier: Apache-2.0
// FolderOrigin: a repository in a folder: on a stick, a share, or the same disk. Reads the disk; one thread
// at a time.
#pragma once

#include <filesystem>
#include <stop_token>

#include "content/repository/origin.hpp"

namespace crier {

class FolderOrigin final : public Origin {
 public:
  explicit FolderOrigin(std::filesystem::path folder, std::stop_token stop = {})
      : folder_(std::move(folder)), stop_(std::move(stop)) {}

  Result<std::vector<std::uint8_t>> get(const std::string& path, std::size_t most_bytes) override;
  Result<bool> has_changed(const std::string& path, std::string& mark) override;
  Result<void> stream(const std::string& path, std::uint64_t from, std::uint64_t length,
                      const ByteSink& sink) override;

 private:
  Result<std::filesystem::path> locate(const std::string& path) const;

  std::filesystem::path folder_;
  std::stop_token stop_;
};

}  // namespace crier
