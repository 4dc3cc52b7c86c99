// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/hpke.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <span>
#include <string>

#include "content/sealing/randomness.hpp"

namespace crier {
namespace {

// RFC 9180 section 7: the numbers of KEM, KDF and AEAD.
constexpr std::string_view kKemSuite("KEM\x00\x20", 5);
constexpr std::string_view kHpkeSuite("HPKE\x00\x20\x00\x01\x00\x03", 10);
constexpr std::string_view kVersion = "HPKE-v1";
constexpr std::size_t kHash = crypto_auth_hmacsha256_BYTES;
constexpr std::size_t kKey = crypto_aead_chacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonce = crypto_aead_chacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_chacha20poly1305_ietf_ABYTES;
static_assert(kHpkeOverhead == crypto_scalarmult_BYTES + kTag);

// An array of secrets on the stack that is overwritten when it goes.
template <std::size_t size>
struct Wiped : std::array<std::uint8_t, size> {
  Wiped() : std::array<std::uint8_t, size>{} {}
  ~Wiped() { sodium_memzero(this->data(), size); }
  Wiped(const Wiped&) = delete;
  Wiped& operator=(const Wiped&) = delete;
};

// libsodium takes no null pointer, not even for no bytes.
const std::uint8_t* start_of(Bytes bytes) {
  static constexpr std::uint8_t kNothing = 0;
  return bytes.empty() ? &kNothing : bytes.data();
}

class Hmac {
 public:
  explicit Hmac(Bytes key) { crypto_auth_hmacsha256_init(&state_, start_of(key), key.size()); }
  ~Hmac() { sodium_memzero(&state_, sizeof state_); }
  Hmac(const Hmac&) = delete;
  Hmac& operator=(const Hmac&) = delete;

  void add(Bytes bytes) { crypto_auth_hmacsha256_update(&state_, start_of(bytes), bytes.size()); }
  void add(std::string_view text) {
    crypto_auth_hmacsha256_update(&state_, reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  }
  void finish(std::span<std::uint8_t, kHash> out) { crypto_auth_hmacsha256_final(&state_, out.data()); }

 private:
  crypto_auth_hmacsha256_state state_{};
};

// Section 4: LabeledExtract.
void extract(std::string_view suite, Bytes salt, std::string_view label, Bytes material,
             std::span<std::uint8_t, kHash> out) {
  Hmac hmac(salt);
  hmac.add(kVersion);
  hmac.add(suite);
  hmac.add(label);
  hmac.add(material);
  hmac.finish(out);
}

// Section 4: LabeledExpand, for lengths of at most one hash.
void expand(std::string_view suite, Bytes key, std::string_view label, Bytes info,
            std::span<std::uint8_t> out) {
  assert(out.size() <= kHash);
  const std::array<std::uint8_t, 2> length = {0, static_cast<std::uint8_t>(out.size())};
  const std::array<std::uint8_t, 1> counter = {1};
  Wiped<kHash> block;
  Hmac hmac(key);
  hmac.add(length);
  hmac.add(kVersion);
  hmac.add(suite);
  hmac.add(label);
  hmac.add(info);
  hmac.add(counter);
  hmac.finish(block);
  std::copy_n(block.begin(), out.size(), out.begin());
}

struct MessageKey {
  Wiped<kKey> key;
  Wiped<kNonce> nonce;
};

// Sections 4.1 and 5.1: from the agreed point to the key and nonce of the one message. False where the two
// keys agree on nothing (the all-zero point).
bool derive(Bytes own_secret, Bytes their_public, Bytes encapsulated, Bytes recipient, std::string_view info,
            MessageKey& out) {
  Wiped<crypto_scalarmult_BYTES> point;
  if (crypto_scalarmult(point.data(), own_secret.data(), their_public.data()) != 0) return false;
  std::array<std::uint8_t, 2 * crypto_scalarmult_BYTES> kem_context{};
  std::copy(recipient.begin(), recipient.end(),
            std::copy(encapsulated.begin(), encapsulated.end(), kem_context.begin()));
  Wiped<kHash> prk;
  Wiped<kHash> shared;
  extract(kKemSuite, {}, "eae_prk", point, prk);
  expand(kKemSuite, prk, "shared_secret", kem_context, shared);
  std::array<std::uint8_t, 1 + 2 * kHash> schedule{};  // base mode is 0
  const std::span<std::uint8_t> hashes = std::span(schedule).subspan(1);
  extract(kHpkeSuite, {}, "psk_id_hash", {}, hashes.first<kHash>());
  extract(kHpkeSuite, {}, "info_hash", Bytes(reinterpret_cast<const std::uint8_t*>(info.data()), info.size()),
          hashes.last<kHash>());
  Wiped<kHash> secret;
  extract(kHpkeSuite, shared, "secret", {}, secret);
  expand(kHpkeSuite, secret, "key", schedule, out.key);
  expand(kHpkeSuite, secret, "base_nonce", schedule, out.nonce);
  return true;
}

}  // namespace

Result<HpkePair> new_hpke_pair() {
  auto secret = LockedBytes::make(crypto_scalarmult_SCALARBYTES);
  if (!secret) return fail(secret.error(), "making a key");
  fill_randomly(secret->bytes());
  const HpkePublicKey key = hpke_public_key(secret->bytes());
  return HpkePair{key, *std::move(secret)};
}

HpkePublicKey hpke_public_key(Bytes secret) {
  start_sodium();
  assert(secret.size() == crypto_scalarmult_SCALARBYTES);
  HpkePublicKey key{};
  crypto_scalarmult_base(key.data(), secret.data());
  return key;
}

Result<std::vector<std::uint8_t>> hpke_seal_with(Bytes ephemeral_secret, const HpkePublicKey& key,
                                                 std::string_view info, Bytes bound, Bytes plain) {
  const HpkePublicKey encapsulated = hpke_public_key(ephemeral_secret);
  MessageKey message;
  if (!derive(ephemeral_secret, key, encapsulated, key, info, message))
    return fail(ErrorCode::invalid_argument, "the public key is of no use; publish another one");
  std::vector<std::uint8_t> sealed(kHpkeOverhead + plain.size());
  std::copy(encapsulated.begin(), encapsulated.end(), sealed.begin());
  crypto_aead_chacha20poly1305_ietf_encrypt(sealed.data() + encapsulated.size(), nullptr, start_of(plain),
                                            plain.size(), start_of(bound), bound.size(), nullptr,
                                            message.nonce.data(), message.key.data());
  return sealed;
}

Result<std::vector<std::uint8_t>> hpke_seal(const HpkePublicKey& key, std::string_view info, Bytes bound,
                                            Bytes plain) {
  Wiped<crypto_scalarmult_SCALARBYTES> ephemeral;
  fill_randomly(ephemeral);
  return hpke_seal_with(ephemeral, key, info, bound, plain);
}

Result<LockedBytes> hpke_open(Bytes secret, std::string_view info, Bytes bound, Bytes sealed) {
  if (sealed.size() < kHpkeOverhead) return fail(ErrorCode::format, "the sealed message is cut off");
  const HpkePublicKey own = hpke_public_key(secret);
  const Bytes encapsulated = sealed.first(crypto_scalarmult_BYTES);
  const Bytes ciphertext = sealed.subspan(crypto_scalarmult_BYTES);
  MessageKey message;
  auto plain = LockedBytes::make(ciphertext.size() - kTag);
  if (!plain) return plain;
  const bool is_whole = derive(secret, encapsulated, encapsulated, own, info, message) &&
                        crypto_aead_chacha20poly1305_ietf_decrypt(
                            plain->bytes().data(), nullptr, nullptr, start_of(ciphertext), ciphertext.size(),
                            start_of(bound), bound.size(), message.nonce.data(), message.key.data()) == 0;
  if (!is_whole) return fail(ErrorCode::format, "the message was changed, or sealed to another key");
  return plain;
}

}  // namespace crier
