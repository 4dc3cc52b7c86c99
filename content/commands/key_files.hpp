// SPDX-License-Identifier: Apache-2.0
// Private key files as the commands write them. Stops the program where that fails. Main thread only.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "content/sealing/private_key_file.hpp"

namespace crier {

// Never over another file.
void write_private(const std::filesystem::path& file, std::string_view text);

// Under a new passphrase, asked for or from the file.
std::string sealed_key(KeyPurpose purpose, Bytes secret, const std::string& name,
                       const std::string& passphrase_file);

}  // namespace crier
