// SPDX-License-Identifier: Apache-2.0
// A passphrase, asked for on the terminal without showing it, read from a file or a descriptor, or, to open
// what there is, out of the environment: CRIER_PASSPHRASE. Main thread only.
#pragma once

#include <string>

#include "config/result.hpp"
#include "config/secret_text.hpp"

namespace crier {

enum class PassphraseUse { open, choose };  // a new one is asked for twice

// Something secret that is no passphrase, such as a share; asked for on the terminal without showing it.
Result<SecretText> ask_secret(const std::string& question);

// The file of a descriptor that the caller opened: "/dev/fd/3".
std::string descriptor_file(int descriptor);

// `file`: where not empty, its first line. `what` is what it opens, for the question.
Result<SecretText> ask_passphrase(const std::string& what, const std::string& file, PassphraseUse use);

}  // namespace crier
