// SPDX-License-Identifier: Apache-2.0
// Where a device reads a repository from, as its technician writes it. Any thread.
//
//   https://signs.example/crier      a web server or an object store that everyone may read
//   file:///media/stick/crier        a folder, or simply its path
//
// Plain http may be used too: what is read is trusted by its signatures, not by the line.
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "content/receiving/synchroniser.hpp"
#include "content/repository/origin.hpp"

namespace crier {

class Repository {
 public:
  // `peers`: others that may have the same targets, asked first and trusted as little. `authority`:
  // certificates in PEM that https is held to; empty: the system's. A stop ends a transfer at once.
  static Result<Repository> open(const std::string& address, const std::vector<std::string>& peers,
                                 const std::filesystem::path& authority, const std::stop_token& stop);

  RepositoryOrigins origins() const;

  // Of media; 0: no limit.
  void limit_pace(std::uint64_t bytes_per_second);

 private:
  std::unique_ptr<Origin> metadata_;
  std::vector<std::unique_ptr<Origin>> targets_;
};

}  // namespace crier
