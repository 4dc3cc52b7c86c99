// SPDX-License-Identifier: Apache-2.0
// A passphrase, asked for on the terminal without showing it, or read from a file. Main thread only.
#pragma once

#include <string>

#include "config/result.hpp"
#include "config/secret_text.hpp"

namespace crier {

enum class PassphraseUse { open, choose };  // a new one is asked for twice

// `file`: where not empty, its first line. `what` is what it opens, for the question.
Result<SecretText> ask_passphrase(const std::string& what, const std::string& file, PassphraseUse use);

}  // namespace crier
