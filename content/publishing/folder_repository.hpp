// SPDX-License-Identifier: Apache-2.0
// FolderRepository: a repository in a folder, on a stick, a share or the same disk. What is unfinished lies
// in staged/ and is hidden. Several programs may write at once. One thread at a time.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "content/publishing/repository_store.hpp"

namespace crier {

class FolderRepository final : public RepositoryStore {
 public:
  // The folder must be there when something is put: an unplugged stick must not become a folder of that name.
  explicit FolderRepository(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<std::vector<std::uint8_t>> get(const std::string& path, std::size_t most_bytes) override;
  Result<std::optional<std::uint64_t>> size(const std::string& path) override;
  Result<bool> create(const std::string& path, Bytes bytes) override;
  Result<void> replace(const std::string& path, Bytes bytes) override;

 private:
  Result<std::filesystem::path> write_beside(const std::filesystem::path& file, Bytes bytes);
  Result<void> check_folder() const;

  std::filesystem::path folder_;
};

}  // namespace crier
