// SPDX-License-Identifier: Apache-2.0
// keys/report-DATE-ID.toml: an office's public keys for reports. Each key that was ever published stays in
// the folder; kiosks seal to the newest. Reads and writes the disk; any thread that may wait.
//
//   published = 2026-11-24
//   report = "..."           64 hexadecimal figures, as the next two: X25519
//   contact = "..."          X25519
//   acknowledgement = "..."  Ed25519
//   answer_salt = "..."      32 figures, the same in every file of an office
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostic.hpp"
#include "config/result.hpp"
#include "content/model/report_keys.hpp"

namespace crier {

inline constexpr const char* kKeysFolder = "keys";

// Newest first: by date, then by id. A file with a mistake is left out.
std::vector<ReportKeys> read_report_keys(const std::filesystem::path& root, Diagnostics& diagnostics);

// `name` is what diagnostics call the file. None where it has a mistake.
std::optional<ReportKeys> parse_report_keys(std::string_view text, const std::string& name,
                                            Diagnostics& diagnostics);

// "report-2026-11-24-0123456789abcdef.toml".
std::string report_keys_name(const ReportKeys& keys);
std::string report_keys_text(const ReportKeys& keys);

}  // namespace crier
