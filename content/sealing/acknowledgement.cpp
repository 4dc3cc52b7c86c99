// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/acknowledgement.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>

#include "content/sealing/randomness.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::string_view kMagic = "CRIER-K1";
constexpr std::size_t kCountAt = kMagic.size();
constexpr std::size_t kIdsAt = kCountAt + 4;
constexpr std::size_t kId = std::tuple_size_v<EnvelopeId>;
static_assert(kSignatureSeedBytes == crypto_sign_SEEDBYTES);
static_assert(std::tuple_size_v<SignatureKey> == crypto_sign_PUBLICKEYBYTES);

bool is_signed(Bytes bytes, std::span<const SignatureKey> keys) {
  const Bytes message = bytes.first(bytes.size() - crypto_sign_BYTES);
  const Bytes signature = bytes.last(crypto_sign_BYTES);
  return std::any_of(keys.begin(), keys.end(), [&](const SignatureKey& key) {
    return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
  });
}

}  // namespace

SignatureKey signature_key_of(Bytes seed) {
  start_sodium();
  assert(seed.size() == kSignatureSeedBytes);
  SignatureKey key{};
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
  crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
  sodium_memzero(secret.data(), secret.size());
  return key;
}

std::vector<std::uint8_t> sign_acknowledgement(std::vector<EnvelopeId> ids, Bytes seed) {
  start_sodium();
  assert(seed.size() == kSignatureSeedBytes && ids.size() <= kMostAcknowledged);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::vector<std::uint8_t> bytes(kMagic.begin(), kMagic.end());
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(ids.size() >> shift));
  for (const EnvelopeId& id : ids) bytes.insert(bytes.end(), id.begin(), id.end());
  SignatureKey key{};
  std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
  std::array<std::uint8_t, crypto_sign_BYTES> signature{};
  crypto_sign_seed_keypair(key.data(), secret.data(), seed.data());
  crypto_sign_detached(signature.data(), nullptr, bytes.data(), bytes.size(), secret.data());
  sodium_memzero(secret.data(), secret.size());
  bytes.insert(bytes.end(), signature.begin(), signature.end());
  return bytes;
}

Result<std::vector<EnvelopeId>> open_acknowledgement(Bytes bytes, std::span<const SignatureKey> keys) {
  start_sodium();
  if (bytes.size() < kIdsAt + crypto_sign_BYTES || bytes.size() > kMostAcknowledgementBytes ||
      as_text(bytes.first(kMagic.size())) != kMagic)
    return fail(ErrorCode::format, "this is no acknowledgement");
  if (!is_signed(bytes, keys)) return fail(ErrorCode::format, "the office did not sign this acknowledgement");
  std::size_t count = 0;
  for (const std::uint8_t byte : bytes.subspan(kCountAt, 4)) count = count << 8 | byte;
  if (bytes.size() != kIdsAt + count * kId + crypto_sign_BYTES)
    return fail(ErrorCode::format, "the acknowledgement does not hold what it counts");
  std::vector<EnvelopeId> ids(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Bytes id = bytes.subspan(kIdsAt + i * kId, kId);
    std::copy(id.begin(), id.end(), ids[i].begin());
  }
  return ids;
}

}  // namespace crier
