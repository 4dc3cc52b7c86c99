// SPDX-License-Identifier: Apache-2.0
// The bytes and texts of an alert file, made fit to read. Internal to content/alerts; pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crier {

// The file as UTF-8 without a mark; none where it is not in the encoding that it declares or holds control
// characters that XML 1.0 forbids.
std::optional<std::string> alert_utf8(std::string_view bytes);

// Whether it is UTF-8 (RFC 3629) of characters that XML 1.0 allows.
bool is_clean_text(std::string_view text);

// Without white space at both ends.
std::string_view trimmed(std::string_view text);

// A text as it should flow on a screen: senders break lines by hand at any width, so a single line break is
// only a blank (and nothing between Chinese characters); an empty line, or a line that begins like an entry
// of a list, begins a new line. Cut to `most_bytes` at a character's border.
std::string flowing(std::string_view text, std::size_t most_bytes);

}  // namespace crier
