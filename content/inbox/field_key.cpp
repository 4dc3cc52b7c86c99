// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/field_key.hpp"

#include <sodium.h>

#include "content/sealing/randomness.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::uint64_t kMacKey = 1;  // the number of the key for MACs among those derived
constexpr char kDerivation[crypto_kdf_CONTEXTBYTES + 1] = "inboxmac";
static_assert(FieldKey::kBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(FieldKey::kBytes == crypto_kdf_KEYBYTES);

}  // namespace

Result<FieldKey> FieldKey::make() {
  start_sodium();
  auto bytes = LockedBytes::make(kBytes);
  if (!bytes) return tl::unexpected(bytes.error());
  fill_randomly(bytes->bytes());
  return FieldKey(*std::move(bytes));
}

Result<FieldKey> FieldKey::from(LockedBytes bytes) {
  start_sodium();
  if (bytes.size() != kBytes) return fail(ErrorCode::format, "this is no key of the inbox");
  return FieldKey(std::move(bytes));
}

std::vector<std::uint8_t> FieldKey::seal(Bytes plain, std::string_view place) const {
  std::vector<std::uint8_t> sealed(kNonce + plain.size() + kTag);
  fill_randomly(std::span(sealed).first(kNonce));
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + kNonce, nullptr, plain.data(), plain.size(),
                                             as_bytes(place).data(), place.size(), nullptr, sealed.data(),
                                             bytes_.bytes().data());
  return sealed;
}

Result<LockedBytes> FieldKey::open(Bytes sealed, std::string_view place) const {
  const auto error = fail(ErrorCode::format, "a field of the inbox was changed, or is of another key");
  if (sealed.size() < kNonce + kTag) return error;
  auto plain = LockedBytes::make(sealed.size() - kNonce - kTag);
  if (!plain) return plain;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          plain->bytes().data(), nullptr, nullptr, sealed.data() + kNonce, sealed.size() - kNonce,
          as_bytes(place).data(), place.size(), sealed.data(), bytes_.bytes().data()) != 0)
    return error;
  return plain;
}

FieldMac FieldKey::mac(Bytes message) const {
  std::array<std::uint8_t, crypto_generichash_KEYBYTES> key{};
  crypto_kdf_derive_from_key(key.data(), key.size(), kMacKey, kDerivation, bytes_.bytes().data());
  FieldMac mac{};
  crypto_generichash(mac.data(), mac.size(), message.data(), message.size(), key.data(), key.size());
  sodium_memzero(key.data(), key.size());
  return mac;
}

}  // namespace crier
