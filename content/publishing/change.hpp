// SPDX-License-Identifier: Apache-2.0
// What differs between two publications: files, and in words what screens will show. Any thread.
#pragma once

#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/model/office.hpp"
#include "content/publishing/repository_store.hpp"
#include "content/repository/metadata.hpp"

namespace crier {

// Names in the workspace, rising.
struct Change {
  std::vector<std::string> added;
  std::vector<std::string> changed;
  std::vector<std::string> removed;

  bool is_empty() const { return added.empty() && changed.empty() && removed.empty(); }
};

// Both by path, rising, as metadata has them.
Change compare(const std::vector<Target>& before, const std::vector<Target>& after);

// One line a file: "+ media/a.mp4", "* channels/hall.toml", "- notices/old.zh.md"; at most `most`, then how
// many more there are.
std::vector<std::string> change_lines(const Change& change, std::size_t most);

// The office that these targets make, as far as plans go: its screens and channels are fetched from the
// repository and verified, no medium is; each of those is taken as ten seconds long. Waits for the store and
// writes into a temporary folder.
Result<Office> planned_office(RepositoryStore& store, const std::vector<Target>& targets);

// The same of an office that was read from its folder.
Office planned_office(Office office, const std::vector<Target>& targets);

// What will be different on which screens in the day from `from` on, a sentence each. `before`: null where
// nothing was published yet.
std::vector<std::string> screen_changes(const Office* before, const Office& after, const Change& change,
                                        WallTime from);

}  // namespace crier
