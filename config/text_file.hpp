// SPDX-License-Identifier: Apache-2.0
// Text files, read whole and within bounds. Reads the disk; any thread that may wait.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace crier {

// The whole file; none where it cannot be read or is larger than `most_bytes`.
std::optional<std::string> read_text(const std::filesystem::path& path, std::size_t most_bytes);

// Where the first byte stands that does not belong to well-formed UTF-8 (RFC 3629); none where all do.
std::optional<std::size_t> first_not_utf8(std::string_view text);

}  // namespace crier
