// SPDX-License-Identifier: Apache-2.0
// decode_text: what a text file says, whatever its encoding. Any thread; never fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace crier {

enum class TextEncoding { utf8, utf16_little_endian, utf16_big_endian, gb18030 };

struct DecodedText {
  std::string utf8;  // well-formed, without a byte order mark, without U+0000
  TextEncoding encoding = TextEncoding::utf8;
  std::size_t replaced = 0;  // broken sequences and NULs, each of them U+FFFD now
};

// A byte order mark decides; without one UTF-16 is known by the zeros of its ASCII, UTF-8 by being
// well-formed but for a few places, and all else is taken for GB18030, which includes GBK and GB2312.
DecodedText decode_text(std::string_view bytes);

// The longest prefix of `utf8` that is at most `most_bytes` long and ends between two characters.
std::string_view utf8_prefix(std::string_view utf8, std::size_t most_bytes);

// Appends one character; what is none becomes U+FFFD.
void append_utf8(std::string& text, char32_t character);

}  // namespace crier
