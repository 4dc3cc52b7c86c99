// SPDX-License-Identifier: Apache-2.0
// FolderStore: envelopes in a folder, such as a mounted share or a USB stick. One thread at a time.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "content/upload/office_store.hpp"

namespace crier {

class FolderStore final : public OfficeStore {
 public:
  // The folder must be there when something is put: an unplugged stick must not become a folder of that name.
  explicit FolderStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

  Result<void> put(const std::string& name, Bytes bytes) override;
  Result<std::vector<std::uint8_t>> get(const std::string& name, std::size_t most_bytes) override;
  Result<std::vector<std::string>> list() override;
  Result<void> remove(const std::string& name) override;

 private:
  std::filesystem::path folder_;
};

}  // namespace crier
