// SPDX-License-Identifier: Apache-2.0
// SmallRepository: a repository in a folder, for tests, made by the office's own writers, of which each
// rank's word, key and expiry can be set apart from the others.
#pragma once

#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "content/repository/agreed_content.hpp"
#include "content/repository/signing_key.hpp"

namespace crier {

class SmallRepository {
 public:
  explicit SmallRepository(std::filesystem::path folder);

  using Files = std::map<std::string, std::string>;  // text by path in the workspace

  struct Rank {
    std::vector<const SigningKey*> allowed;  // as the targets role says
    std::vector<const SigningKey*> signers;
    Files files;
  };

  // Every rank says the same, each by a key of its own.
  void publish(const Files& files);
  // As the ranks are set.
  void publish();
  void publish_alerts(const Files& alerts, std::chrono::seconds life);

  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path root_file() const { return folder_ / "metadata" / "1.root.json"; }
  std::chrono::sys_seconds now() const { return now_; }

  std::array<SigningKey, kRanks.size()> rank_keys;
  SigningKey other_key;
  std::array<Rank, kRanks.size()> ranks;
  std::chrono::seconds rank_life = std::chrono::hours(24 * 90);
  std::chrono::seconds timestamp_life = std::chrono::hours(24);

 private:
  TargetsMetadata body(const Files& files, const std::string& folder, std::chrono::seconds life);
  void write(const std::string& name, const std::string& text);
  MetadataFile put(const std::string& role, std::int64_t version, const std::string& text,
                   const std::vector<const SigningKey*>& signers);

  std::filesystem::path folder_;
  std::chrono::sys_seconds now_;
  SigningKey root_;
  SigningKey online_;
  std::array<SigningKey, 2> officers_;
  std::int64_t version_ = 0;
  Files alerts_;
  std::chrono::seconds alert_life_{0};  // 0: the role was never signed
};

}  // namespace crier
