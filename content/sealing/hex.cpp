// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/hex.hpp"

#include <sodium.h>

namespace crier {

std::string to_hex(Bytes bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

bool from_hex(std::string_view text, std::span<std::uint8_t> out) {
  if (out.empty()) return text.empty();  // libsodium takes no null pointer
  std::size_t length = 0;
  return text.size() == out.size() * 2 &&
         sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &length, nullptr) == 0 &&
         length == out.size();
}

}  // namespace crier
