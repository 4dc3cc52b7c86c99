// SPDX-License-Identifier: Apache-2.0
// What a file that is no medium is instead, in words: a web page that a captive portal sent, a copy that
// never finished. Reads the file's first bytes; any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace crier {

// "it is a web page; download it again", or none where its first bytes tell nothing.
std::optional<std::string> impostor_reason(const std::filesystem::path& path);

}  // namespace crier
