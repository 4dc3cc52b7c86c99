// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/secret_shares.hpp"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/sealing/hex.hpp"
#include "content/sealing/randomness.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kSecret = 32;
constexpr std::size_t kCheck = 4;
constexpr std::string_view kFirstWord = "crier-share";
constexpr std::array<std::string_view, 4> kPurposes = {"report", "contact", "acknowledgement", "signing"};

// Product in the field, without branches or tables that would tell of its factors.
std::uint8_t multiply(std::uint8_t a, std::uint8_t b) {
  unsigned product = 0;
  unsigned factor = a;
  for (unsigned bit = 0; bit < 8; ++bit) {
    product ^= factor & (0U - ((b >> bit) & 1U));
    factor = (factor << 1) ^ (0x11BU & (0U - (factor >> 7 & 1U)));
  }
  return static_cast<std::uint8_t>(product);
}

// a to the power 254, which is its inverse.
std::uint8_t inverse(std::uint8_t a) {
  std::uint8_t power = 1;
  for (int i = 0; i < 254; ++i) power = multiply(power, a);
  return power;
}

std::array<std::uint8_t, kCheck> check_of(std::string_view text) {
  std::array<std::uint8_t, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), as_bytes(text).data(), text.size(), nullptr, 0);
  std::array<std::uint8_t, kCheck> check{};
  std::copy_n(hash.begin(), check.size(), check.begin());
  return check;
}

// The words of a text, with one or more blanks between them.
std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::vector<std::string_view> words;
  while (true) {
    const std::size_t begin = text.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) return words;
    const std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    text.remove_prefix(end);
  }
}

SecretText unchecked_text(const SecretShare& share) {
  SecretText text(kFirstWord);
  text.append(" ");
  text.append(kPurposes[static_cast<std::size_t>(share.purpose)]);
  const char number[] = {' ', static_cast<char>('0' + share.number), ' '};
  text.append({number, sizeof number});
  text.append(to_hex(share.published));
  text.append(" ");
  std::string part = to_hex(share.part.bytes());
  text.append(part);
  sodium_memzero(part.data(), part.size());
  return text;
}

}  // namespace

Result<std::array<SecretShare, 3>> split_secret_with(Bytes slopes, KeyPurpose purpose, Bytes secret) {
  assert(secret.size() == kSecret && slopes.size() == kSecret);
  std::vector<SecretShare> shares;
  for (std::uint8_t number = 1; number <= 3; ++number) {
    auto part = LockedBytes::make(kSecret);
    if (!part) return tl::unexpected(part.error());
    for (std::size_t i = 0; i < kSecret; ++i)
      part->bytes()[i] = static_cast<std::uint8_t>(secret[i] ^ multiply(slopes[i], number));
    shares.push_back({purpose, public_half(purpose, secret), number, *std::move(part)});
  }
  return std::array<SecretShare, 3>{std::move(shares[0]), std::move(shares[1]), std::move(shares[2])};
}

Result<std::array<SecretShare, 3>> split_secret(KeyPurpose purpose, Bytes secret) {
  auto slopes = LockedBytes::make(kSecret);
  if (!slopes) return tl::unexpected(slopes.error());
  fill_randomly(slopes->bytes());
  return split_secret_with(slopes->bytes(), purpose, secret);
}

Result<LockedBytes> combine_shares(const SecretShare& one, const SecretShare& other) {
  if (one.purpose != other.purpose || one.published != other.published)
    return fail(ErrorCode::invalid_argument, "these are shares of two different keys");
  if (one.number == other.number)
    return fail(ErrorCode::invalid_argument, "this is one share twice; bring a second one");
  auto secret = LockedBytes::make(kSecret);
  if (!secret) return secret;
  // The line through both points, where it crosses zero.
  const std::uint8_t slope = inverse(static_cast<std::uint8_t>(one.number ^ other.number));
  const std::uint8_t weight_one = multiply(other.number, slope);
  const std::uint8_t weight_other = multiply(one.number, slope);
  for (std::size_t i = 0; i < kSecret; ++i)
    secret->bytes()[i] = static_cast<std::uint8_t>(multiply(one.part.bytes()[i], weight_one) ^
                                                   multiply(other.part.bytes()[i], weight_other));
  if (public_half(one.purpose, secret->bytes()) != one.published)
    return fail(ErrorCode::format, "the shares do not give the key that they name; one of them was changed");
  return secret;
}

SecretText share_text(const SecretShare& share) {
  start_sodium();
  SecretText text = unchecked_text(share);
  const std::string check = to_hex(check_of(text.view()));
  text.append(" ");
  text.append(check);
  return text;
}

Result<SecretShare> parse_share(std::string_view text) {
  start_sodium();
  const std::vector<std::string_view> words = words_of(text);
  const auto error = fail(ErrorCode::format, "this is no share; type it off the paper again, word by word");
  if (words.size() != 6 || words[0] != kFirstWord || words[2].size() != 1) return error;
  const auto purpose = std::find(kPurposes.begin(), kPurposes.end(), words[1]);
  if (purpose == kPurposes.end() || words[2][0] < '1' || words[2][0] > '3') return error;
  auto part = LockedBytes::make(kSecret);
  if (!part) return tl::unexpected(part.error());
  SecretShare share{static_cast<KeyPurpose>(purpose - kPurposes.begin()),
                    {},
                    static_cast<std::uint8_t>(words[2][0] - '0'),
                    *std::move(part)};
  std::array<std::uint8_t, kCheck> check{};
  if (!from_hex(words[3], share.published) || !from_hex(words[4], share.part.bytes()) ||
      !from_hex(words[5], check) || check_of(unchecked_text(share).view()) != check)
    return error;
  return share;
}

}  // namespace crier
