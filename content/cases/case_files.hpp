// SPDX-License-Identifier: Apache-2.0
// The folder cases/, read into the model: one case for the files NAME.LANGUAGE.md that differ in LANGUAGE
// alone, and one quiz for each NAME.quiz.toml. Reads the disk; any thread that may wait.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "config/diagnostic.hpp"
#include "content/model/office.hpp"

namespace crier {

enum class CaseMedium { film, picture };

// Notes that line `line` of `file` names a medium of the office, and returns its index.
using NoteMedium =
    std::function<std::size_t(const std::string& name, const std::string& file, int line, CaseMedium use)>;

// Fills in the office's cases and quizzes; its languages and categories are read already. Every mistake is
// added to `diagnostics` with its place and remedy; a file with an error is left out.
void read_cases(const std::filesystem::path& root, const NoteMedium& note_medium, Office& office,
                Diagnostics& diagnostics);

}  // namespace crier
