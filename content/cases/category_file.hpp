// SPDX-License-Identifier: Apache-2.0
// The categories' file: what cases, quizzes and reports are sorted by, in the order shown. Reads the disk;
// any thread that may wait.
//
//   [[category]]
//   key = "fraud"
//   name = { zh = "...", en = "..." }
//   icon = "fraud"               "other" where left out
//   colour = "#C0392B"           grey where left out
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/diagnostic.hpp"
#include "content/model/case.hpp"

namespace crier {

inline constexpr const char* kUsualCategoriesFile = "cases/categories.toml";

// `name`, relative to `root`, is what diagnostics call the file too. A category with an error is left out.
std::vector<Category> read_categories(const std::filesystem::path& root, const std::string& name,
                                      const std::vector<std::string>& languages, Diagnostics& diagnostics);

}  // namespace crier
