// SPDX-License-Identifier: Apache-2.0
// OfficeDesk: an office for tests: its people with their keys, a workspace, a repository in a folder, and
// devices that look at it. One thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "content/publishing/completion.hpp"
#include "content/publishing/folder_repository.hpp"
#include "content/publishing/publication.hpp"
#include "content/publishing/signer_book.hpp"
#include "content/publishing/staging.hpp"
#include "content/repository/signing_key.hpp"

namespace crier {

inline constexpr std::chrono::sys_seconds kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 29};

// A folder of this test that goes with it.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A store whose writes fail from the n-th on, counted from 0: as after a cut.
class CutStore final : public RepositoryStore {
 public:
  CutStore(RepositoryStore& store, int writes) : store_(store), left_(writes) {}

  bool was_cut() const { return was_cut_; }

  Result<std::vector<std::uint8_t>> get(const std::string& path, std::size_t most_bytes) override {
    return store_.get(path, most_bytes);
  }
  Result<std::optional<std::uint64_t>> size(const std::string& path) override { return store_.size(path); }
  Result<bool> create(const std::string& path, Bytes bytes) override;
  Result<void> replace(const std::string& path, Bytes bytes) override;

 private:
  bool is_cut();

  RepositoryStore& store_;
  int left_;
  bool was_cut_ = false;
};

class OfficeDesk {
 public:
  // Three holders of the root of which two must agree, a reviewer of each rank and a deputy of the first,
  // three duty officers of which two must agree, and the online key.
  OfficeDesk();

  SignerBook& book() { return book_; }
  const SigningKey& key(const std::string& name) const { return *keys_.at(name); }
  void add(SigningRole role, const std::string& name);
  void revoke(const std::string& name);

  std::filesystem::path workspace() const { return folder_.path() / "workspace"; }
  std::filesystem::path repository() const { return folder_.path() / "repository"; }
  FolderRepository& store() { return store_; }

  void write(const std::string& name, const std::string& text) const;
  void erase(const std::string& name) const;

  std::optional<Publication> active();
  Staged staged();

  // Each step as the commands do it, in this store.
  Result<void> stage_trust(RepositoryStore& store, std::chrono::sys_seconds now = kNow);
  Result<void> stage_workspace(RepositoryStore& store, std::chrono::sys_seconds now = kNow);
  Result<void> sign(RepositoryStore& store, StagedKind kind, const std::vector<std::string>& names,
                    std::chrono::sys_seconds now = kNow);
  Result<Completion> complete(RepositoryStore& store, std::chrono::sys_seconds now = kNow,
                              const std::vector<std::string>& online = {"online"});

  // All of it, with enough people; asserted.
  void begin();
  void publish(std::chrono::sys_seconds now = kNow);

  // The factory root of devices.
  std::vector<std::uint8_t> factory_root();
  // What a device with nothing yet finds: every file of the content by its name and text, only where each
  // rank agrees. Fails where it refuses the repository.
  Result<std::map<std::string, std::string>> seen_by_device(std::chrono::sys_seconds now = kNow);
  // The same by a device that keeps what it knew in a folder of that name.
  Result<std::map<std::string, std::string>> seen_by(const std::string& device,
                                                     std::chrono::sys_seconds now = kNow);

 private:
  TestFolder folder_;
  FolderRepository store_;
  SignerBook book_;
  std::map<std::string, std::unique_ptr<SigningKey>> keys_;
  std::vector<std::uint8_t> factory_root_;
};

}  // namespace crier
