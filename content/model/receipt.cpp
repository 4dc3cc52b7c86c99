// SPDX-License-Identifier: Apache-2.0
#include "content/model/receipt.hpp"

#include <cassert>
#include <utility>

namespace crier {
namespace {

// A totally anti-symmetric quasigroup of order ten with zeros on its diagonal.
constexpr std::array<std::array<std::uint8_t, 10>, 10> kDamm = {{{0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
                                                                 {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
                                                                 {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
                                                                 {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
                                                                 {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
                                                                 {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
                                                                 {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
                                                                 {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
                                                                 {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
                                                                 {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}}};

constexpr std::string_view kFullWidthZero =
    "\xEF\xBC\x90";  // U+FF10; the nine after it differ in the last byte

// Takes one figure off the front of `rest`; none where something else stands there.
std::optional<char> take_figure(std::string_view& rest) {
  const char first = rest.front();
  if (first >= '0' && first <= '9') {
    rest.remove_prefix(1);
    return first;
  }
  if (rest.size() < kFullWidthZero.size() || !rest.starts_with(kFullWidthZero.substr(0, 2)))
    return std::nullopt;
  const int value = static_cast<unsigned char>(rest[2]) - static_cast<unsigned char>(kFullWidthZero[2]);
  if (value < 0 || value > 9) return std::nullopt;
  rest.remove_prefix(kFullWidthZero.size());
  return static_cast<char>('0' + value);
}

}  // namespace

int damm_check(std::string_view figures) {
  std::uint8_t interim = 0;
  for (const char figure : figures) {
    assert(figure >= '0' && figure <= '9');
    interim = kDamm[interim][static_cast<std::size_t>(figure - '0')];
  }
  return interim;
}

Receipt Receipt::from_random(std::span<const std::uint8_t, kRandomDigits> figures) {
  SecretText digits;
  for (const std::uint8_t figure : figures) {
    const char digit = static_cast<char>('0' + figure);
    digits.append({&digit, 1});
  }
  const char check = static_cast<char>('0' + damm_check(digits));
  digits.append({&check, 1});
  return Receipt(std::move(digits));
}

std::optional<Receipt> Receipt::parse(std::string_view typed) {
  SecretText digits;
  while (!typed.empty()) {
    if (typed.front() == ' ' || typed.front() == '-') {
      typed.remove_prefix(1);
      continue;
    }
    const auto figure = take_figure(typed);
    if (!figure || digits.size() == kDigits) return std::nullopt;
    digits.append({&*figure, 1});
  }
  if (digits.size() != kDigits || damm_check(digits) != 0) return std::nullopt;
  return Receipt(std::move(digits));
}

SecretText Receipt::grouped() const {
  SecretText text;
  for (std::size_t i = 0; i < kDigits / kGroups; ++i) {
    if (i > 0) text.append(" ");
    text.append(group(i));
  }
  return text;
}

}  // namespace crier
