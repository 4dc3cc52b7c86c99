// SPDX-License-Identifier: Apache-2.0
// Diagnostic: one mistake in a file a person wrote, with its place and its remedy. Plain values; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace crier {

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;    // as the person would name it: relative to the workspace where there is one
  int line = 0;        // from 1; 0 where the file as a whole is meant
  int column = 0;      // from 1, in characters; 0 where unknown
  std::string what;    // the mistake, a clause without a trailing stop
  std::string remedy;  // what to do about it, an imperative clause
};

using Diagnostics = std::vector<Diagnostic>;

// "file:line:column: what; remedy" — parts that are unknown are left out; a warning says so first.
std::string to_text(const Diagnostic& diagnostic);

bool has_errors(const Diagnostics& diagnostics);

// The candidate closest to `word` by edit distance, or empty where none is close enough to suggest.
std::string closest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace crier
