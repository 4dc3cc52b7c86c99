// SPDX-License-Identifier: Apache-2.0
// The files of a small workspace to begin with. A constant; any thread.
#pragma once

#include <span>
#include <string_view>

namespace crier {

struct StarterFile {
  std::string_view name;  // relative to the workspace
  std::string_view text;
};

std::span<const StarterFile> starter_files();

}  // namespace crier
