// SPDX-License-Identifier: Apache-2.0
// A text with a front matter: TOML between two lines "+++", then the text itself. Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/diagnostic.hpp"

namespace crier {

struct FrontMatter {
  std::string toml;  // begins with as many empty lines as stand before it, so that its lines are the file's
  std::string_view body;  // of the text that was split
  int body_line = 1;      // on which the body begins
};

// `name` is what diagnostics call the file. None, with a diagnostic, where the text is not UTF-8 or has no
// front matter. A byte order mark and Windows line ends are no mistake.
std::optional<FrontMatter> split_front_matter(std::string_view text, const std::string& name,
                                              Diagnostics& diagnostics);

}  // namespace crier
