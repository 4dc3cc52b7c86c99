// SPDX-License-Identifier: Apache-2.0
// cases/NAME.quiz.toml: a few questions about a topic. Reads the disk; any thread that may wait.
//
//   title = { zh = "...", en = "..." }
//   category = "fraud"           may be left out
//   [[question]]
//   text = { zh = "...", en = "..." }
//   options = [{ zh = "...", en = "..." }, ...]   two to six
//   answer = 2                   the number of the right one, counted from 1
//   explanation = { zh = "...", en = "..." }
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "config/diagnostic.hpp"
#include "content/model/office.hpp"

namespace crier {

// `name` is what diagnostics call the file. `office` has its languages and categories. The quiz has no id
// yet. None where it has an error.
std::optional<Quiz> read_quiz_file(const std::filesystem::path& path, const std::string& name,
                                   const Office& office, Diagnostics& diagnostics);
std::optional<Quiz> parse_quiz(std::string_view text, const std::string& name, const Office& office,
                               Diagnostics& diagnostics);

}  // namespace crier
