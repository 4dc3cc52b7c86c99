// SPDX-License-Identifier: Apache-2.0
#include "content/answers/receipt_secret.hpp"

#include <sodium.h>

#include <utility>

#include "content/sealing/hpke.hpp"
#include "content/sealing/randomness.hpp"

namespace crier {
namespace {

// A receipt has fifty bits of chance, and the bundle is public: each guess at one must cost something.
constexpr unsigned kOperations = 3;
constexpr std::size_t kMemory = std::size_t{64} << 20;

constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "answers1";
constexpr std::uint64_t kLabel = 1;
constexpr std::uint64_t kSecret = 2;
static_assert(std::tuple_size_v<AnswerSalt> == crypto_pwhash_SALTBYTES);

}  // namespace

Result<ReceiptSecret> derive_receipt_secret(const Receipt& receipt, const AnswerSalt& salt) {
  start_sodium();
  auto master = LockedBytes::make(crypto_kdf_KEYBYTES);
  if (!master) return tl::unexpected(master.error());
  auto secret = LockedBytes::make(crypto_scalarmult_SCALARBYTES);
  if (!secret) return tl::unexpected(secret.error());
  const std::string_view digits = receipt.digits();
  if (crypto_pwhash(master->bytes().data(), master->size(), digits.data(), digits.size(), salt.data(),
                    kOperations, kMemory, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return fail(ErrorCode::limit, "there is not enough memory to work with a receipt; 64 MiB are needed");
  AnswerAddress address;
  crypto_kdf_derive_from_key(address.label.data(), address.label.size(), kLabel, kContext,
                             master->bytes().data());
  crypto_kdf_derive_from_key(secret->bytes().data(), secret->size(), kSecret, kContext,
                             master->bytes().data());
  address.key = hpke_public_key(secret->bytes());
  return ReceiptSecret{address, *std::move(secret)};
}

}  // namespace crier
