// SPDX-License-Identifier: Apache-2.0
#include "content/commands/key_files.hpp"

#include <fmt/format.h>

#include <system_error>

#include "config/atomic_file.hpp"
#include "content/commands/command.hpp"
#include "content/commands/passphrase.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {

void write_private(const std::filesystem::path& file, std::string_view text) {
  std::error_code error;
  if (std::filesystem::exists(file, error))
    stop_with({ErrorCode::invalid_argument,
               fmt::format("{} is there already, and no key is overwritten; name another", file.string())});
  if (const auto written = write_atomically(file, as_bytes(text), FileReaders::owner); !written)
    stop_with(written.error());
}

std::string sealed_key(KeyPurpose purpose, Bytes secret, const std::string& name,
                       const std::string& passphrase_file) {
  const auto passphrase = ask_passphrase(name, passphrase_file, PassphraseUse::choose);
  if (!passphrase) stop_with(passphrase.error());
  auto text = seal_private_key(purpose, secret, passphrase->view());
  if (!text) stop_with(text.error());
  return *std::move(text);
}

}  // namespace crier
