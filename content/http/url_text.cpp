// SPDX-License-Identifier: Apache-2.0
#include "content/http/url_text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace crier {
namespace {

std::string encode_but(std::string_view text, std::string_view plain) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          plain.find(c) != std::string_view::npos;
    if (is_plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace

std::string encode_path(std::string_view path) {
  return encode_but(path, "-._~/");
}

std::string encode_query(std::string_view value) {
  return encode_but(value, "-._~");
}

std::optional<std::string> decode_segment(std::string_view segment) {
  std::string decoded;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] != '%') {
      decoded += segment[i];
      continue;
    }
    unsigned value = 0;
    const char* const begin = segment.data() + i + 1;
    if (i + 2 >= segment.size() || std::from_chars(begin, begin + 2, value, 16).ptr != begin + 2)
      return std::nullopt;
    decoded += static_cast<char>(value);
    i += 2;
  }
  if (decoded.empty() || decoded == "." || decoded == ".." ||
      decoded.find_first_of(std::string_view("/\0", 2)) != std::string::npos)
    return std::nullopt;
  return decoded;
}

}  // namespace crier
