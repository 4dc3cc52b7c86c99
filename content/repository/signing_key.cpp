// SPDX-License-Identifier: Apache-2.0
#include "content/repository/signing_key.hpp"

#include <sodium.h>

#include "content/sealing/tlv.hpp"

namespace crier {

Result<SigningKey> SigningKey::from_seed(Bytes seed) {
  if (seed.size() != crypto_sign_ed25519_SEEDBYTES)
    return fail(ErrorCode::format, "a key that signs has 32 bytes");
  auto kept = LockedBytes::copy_of(seed);
  auto secret = LockedBytes::make(crypto_sign_ed25519_SECRETKEYBYTES);
  if (!kept) return tl::unexpected(kept.error());
  if (!secret) return tl::unexpected(secret.error());
  PublicKey published{SignatureScheme::ed25519,
                      std::vector<std::uint8_t>(crypto_sign_ed25519_PUBLICKEYBYTES)};
  crypto_sign_ed25519_seed_keypair(published.value.data(), secret->bytes().data(), seed.data());
  std::string id = key_id(published.value);
  return SigningKey(std::move(*kept), std::move(*secret), std::move(published), std::move(id));
}

Result<SigningKey> SigningKey::make() {
  auto seed = LockedBytes::make(crypto_sign_ed25519_SEEDBYTES);
  if (!seed) return tl::unexpected(seed.error());
  randombytes_buf(seed->bytes().data(), seed->size());
  return from_seed(std::as_const(*seed).bytes());
}

MetadataSignature SigningKey::sign(std::string_view signed_part) const {
  MetadataSignature signature{id_, std::vector<std::uint8_t>(crypto_sign_ed25519_BYTES)};
  crypto_sign_ed25519_detached(signature.value.data(), nullptr, as_bytes(signed_part).data(),
                               signed_part.size(), secret_.bytes().data());
  return signature;
}

}  // namespace crier
