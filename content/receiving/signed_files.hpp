// SPDX-License-Identifier: Apache-2.0
// SignedFiles: whether a file on this disk is what was signed, asked before it is shown: hashed the first
// time after the program's start and whenever the file was touched since. Any thread; `check` reads the disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/bounded_queue.hpp"
#include "config/latest.hpp"
#include "config/result.hpp"
#include "content/repository/agreed_content.hpp"

namespace crier {

class SignedFiles {
 public:
  SignedFiles();

  // From now on files below `folder` are held to `content`; of files elsewhere nothing is known: they pass.
  void know(const std::filesystem::path& folder, const ApprovedContent& content);

  // Fails with code `format` where the file is not what was signed, or nobody signed it.
  Result<void> check(const std::filesystem::path& file);

  // The path in its workspace of a file that failed, each time it did.
  std::optional<std::string> take_damaged() { return damaged_.try_pop(); }

 private:
  // Shared, because a check goes on while another publication becomes known.
  using Files = std::shared_ptr<const std::map<std::string, TargetFile, std::less<>>>;
  struct Place {
    Files files;
    std::string path;  // in the workspace
  };
  std::optional<Place> place_of(const std::filesystem::path& file) const;

  Latest<std::map<std::string, Files>> folders_;     // by path
  Latest<std::map<std::string, std::string>> good_;  // by path: the stamp with which it was right
  BoundedQueue<std::string> damaged_;
};

}  // namespace crier
