// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/private_key_file.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <utility>
#include <vector>

#include "config/toml_file.hpp"
#include "content/sealing/acknowledgement.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/hpke.hpp"
#include "content/sealing/randomness.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kSecret = 32;
constexpr unsigned kMostOperations = 16;
constexpr unsigned kLeastMemory = 8;
constexpr unsigned kMostMemory = 1'024;

struct Written {
  KeyPurpose purpose = KeyPurpose::report;
  PassphraseCost cost;
  std::array<std::uint8_t, kSecret> published{};
  std::array<std::uint8_t, crypto_pwhash_SALTBYTES> salt{};
  std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce{};
  std::array<std::uint8_t, kSecret + crypto_aead_xchacha20poly1305_ietf_ABYTES> sealed{};
};

const std::vector<std::string>& purposes() {
  static const std::vector<std::string> names = {"report", "contact", "acknowledgement", "signing"};
  return names;
}

// Everything but the sealed secret and its nonce, as it stands in the file.
std::string head_of(const Written& written) {
  return fmt::format("purpose = \"{}\"\npublic = \"{}\"\noperations = {}\nmemory_mib = {}\nsalt = \"{}\"\n",
                     purposes()[static_cast<std::size_t>(written.purpose)], to_hex(written.published),
                     written.cost.operations, written.cost.memory_mib, to_hex(written.salt));
}

Result<LockedBytes> key_of(std::string_view passphrase, const Written& written) {
  auto key = LockedBytes::make(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  if (!key) return key;
  const std::size_t memory = std::size_t{written.cost.memory_mib} << 20;
  if (crypto_pwhash(key->bytes().data(), key->size(), passphrase.data(), passphrase.size(),
                    written.salt.data(), written.cost.operations, memory,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fail(ErrorCode::limit, fmt::format("opening the key takes {} MiB of memory, which are not there",
                                              written.cost.memory_mib));
  }
  return key;
}

Result<Written> parse(std::string_view text, const std::string& name) {
  Diagnostics diagnostics;
  const TomlFile file = TomlFile::parse(text, name, diagnostics);
  TomlTable table = file.root();
  Written written;
  if (const auto purpose = table.word("purpose", purposes())) {
    const auto place = std::find(purposes().begin(), purposes().end(), *purpose);
    written.purpose = static_cast<KeyPurpose>(place - purposes().begin());
  }
  const auto operations = table.integer("operations", 1, kMostOperations);
  const auto memory = table.integer("memory_mib", kLeastMemory, kMostMemory);
  bool is_good = table.has("purpose") && operations && memory;
  if (is_good) written.cost = {static_cast<unsigned>(*operations), static_cast<unsigned>(*memory)};
  const auto read = [&table, &is_good](const char* key, std::span<std::uint8_t> out) {
    is_good = from_hex(table.string(key).value_or(""), out) && is_good;
  };
  read("public", written.published);
  read("salt", written.salt);
  read("nonce", written.nonce);
  read("sealed", written.sealed);
  table.reject_unknown_keys();
  if (!is_good || has_errors(diagnostics))
    return fail(ErrorCode::format,
                fmt::format("{} is no private key; copy it again from where it was made", name));
  return written;
}

}  // namespace

std::array<std::uint8_t, 32> public_half(KeyPurpose purpose, Bytes secret) {
  const bool signs = purpose == KeyPurpose::acknowledgement || purpose == KeyPurpose::signing;
  return signs ? signature_key_of(secret) : hpke_public_key(secret);
}

Result<std::string> seal_private_key(KeyPurpose purpose, Bytes secret, std::string_view passphrase,
                                     const PassphraseCost& cost) {
  assert(secret.size() == kSecret);
  if (cost.operations < 1 || cost.operations > kMostOperations || cost.memory_mib < kLeastMemory ||
      cost.memory_mib > kMostMemory)
    return fail(ErrorCode::invalid_argument, "a passphrase cannot be made to cost that much or little");
  if (passphrase.empty()) return fail(ErrorCode::invalid_argument, "the passphrase is empty; choose one");
  Written written;
  written.purpose = purpose;
  written.cost = cost;
  written.published = public_half(purpose, secret);
  fill_randomly(written.salt);
  fill_randomly(written.nonce);
  const auto key = key_of(passphrase, written);
  if (!key) return tl::unexpected(key.error());
  const std::string head = head_of(written);
  crypto_aead_xchacha20poly1305_ietf_encrypt(written.sealed.data(), nullptr, secret.data(), secret.size(),
                                             as_bytes(head).data(), head.size(), nullptr,
                                             written.nonce.data(), key->bytes().data());
  return fmt::format(
      "# A private key of the office. Keep it off every kiosk, and a copy of it in a safe.\n{}"
      "nonce = \"{}\"\nsealed = \"{}\"\n",
      head, to_hex(written.nonce), to_hex(written.sealed));
}

Result<PrivateKey> open_private_key(std::string_view text, const std::string& name,
                                    std::string_view passphrase) {
  const auto written = parse(text, name);
  if (!written) return tl::unexpected(written.error());
  const auto key = key_of(passphrase, *written);
  if (!key) return tl::unexpected(key.error());
  auto secret = LockedBytes::make(kSecret);
  if (!secret) return tl::unexpected(secret.error());
  const std::string head = head_of(*written);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          secret->bytes().data(), nullptr, nullptr, written->sealed.data(), written->sealed.size(),
          as_bytes(head).data(), head.size(), written->nonce.data(), key->bytes().data()) != 0 ||
      public_half(written->purpose, secret->bytes()) != written->published) {
    return fail(ErrorCode::invalid_argument, fmt::format("{} does not open: the passphrase is wrong", name));
  }
  return PrivateKey{written->purpose, written->published, *std::move(secret)};
}

}  // namespace crier
