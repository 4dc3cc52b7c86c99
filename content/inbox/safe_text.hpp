// SPDX-License-Identifier: Apache-2.0
// Texts of strangers made safe to be shown on a terminal or opened in a table. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

namespace crier {

// Whatever could steer a terminal or turn the reading order is shown as U+FFFD: control characters of C0 and
// C1 (ECMA-48), marks of direction (Unicode Standard Annex 9), line and paragraph separators, and bytes that
// are no UTF-8. Line feeds stay, each followed by `indent`; a tab becomes a blank.
std::string safe_text(std::string_view text, std::string_view indent = "");

// On one line: a line feed becomes a blank.
std::string safe_line(std::string_view text);

// A field of CSV (RFC 4180), always in quotes. One that a table would take for a formula begins with an
// apostrophe (OWASP, "CSV Injection").
std::string csv_field(std::string_view text);

}  // namespace crier
