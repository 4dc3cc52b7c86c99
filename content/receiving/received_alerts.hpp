// SPDX-License-Identifier: Apache-2.0
// ReceivedAlerts: the folder of warnings that two duty officers signed, as the repository last said. When
// their word runs out, within hours, the folder is empty again. Reads and writes the disk; one thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>

#include "content/receiving/object_store.hpp"
#include "content/repository/updater.hpp"

namespace crier {

class ReceivedAlerts {
 public:
  ReceivedAlerts(std::filesystem::path folder, ObjectStore& objects)
      : folder_(std::move(folder)), objects_(objects) {}

  Result<void> make();
  const std::filesystem::path& folder() const { return folder_; }

  // Fetches what is new and takes away what is gone. A role that is not there, or whose word has run out, has
  // no alerts.
  using Fetch = std::function<Result<void>(const Target&)>;
  Result<void> follow(Updater& updater, const Fetch& fetch);

  // What an earlier process left is valid until then.
  void resume(std::chrono::sys_seconds expires) { expires_ = expires; }

  // Empties the folder once the word that filled it has run out.
  void expire(std::chrono::sys_seconds now);

 private:
  void clear();

  std::filesystem::path folder_;
  ObjectStore& objects_;
  std::chrono::sys_seconds expires_ = std::chrono::sys_seconds::max();
};

}  // namespace crier
