// SPDX-License-Identifier: Apache-2.0
#include "content/captions/text_encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <type_traits>

namespace crier {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kMarkUtf8 = "\xEF\xBB\xBF";
constexpr std::string_view kMarkLittleEndian = "\xFF\xFE";
constexpr std::string_view kMarkBigEndian = "\xFE\xFF";
constexpr std::string_view kMarkGb18030 = "\x84\x31\x95\x33";

struct Utf8Sequence {
  std::size_t length = 1;
  bool is_whole = true;
};

unsigned byte_at(std::string_view bytes, std::size_t i) {
  return static_cast<unsigned char>(bytes[i]);
}

// The sequence at `i` by table 3-7 of the Unicode Standard; a broken one is as long as its maximal subpart.
Utf8Sequence sequence_at(std::string_view bytes, std::size_t i) {
  const unsigned lead = byte_at(bytes, i);
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t k = 1; k < length; ++k) {
    if (i + k >= bytes.size()) return {k, false};
    const unsigned next = byte_at(bytes, i + k);
    if (next < least || next > most) return {k, false};
    least = 0x80;
    most = 0xBF;
  }
  return {length, true};
}

struct Utf8Tally {
  std::size_t characters = 0;  // beyond ASCII
  std::size_t broken = 0;
};

Utf8Tally tally_utf8(std::string_view bytes) {
  Utf8Tally tally;
  for (std::size_t i = 0; i < bytes.size();) {
    const Utf8Sequence sequence = sequence_at(bytes, i);
    if (!sequence.is_whole) {
      ++tally.broken;
    } else if (sequence.length > 1) {
      ++tally.characters;
    }
    i += sequence.length;
  }
  return tally;
}

DecodedText from_utf8(std::string_view bytes) {
  DecodedText decoded;
  decoded.utf8.reserve(bytes.size());
  std::size_t done = 0;
  const auto replace = [&](std::size_t i, std::size_t length) {
    decoded.utf8.append(bytes.substr(done, i - done));
    decoded.utf8.append(kReplacement);
    ++decoded.replaced;
    done = i + length;
  };
  for (std::size_t i = 0; i < bytes.size();) {
    const Utf8Sequence sequence = sequence_at(bytes, i);
    if (!sequence.is_whole || bytes[i] == '\0') replace(i, sequence.length);
    i += sequence.length;
  }
  decoded.utf8.append(bytes.substr(done));
  return decoded;
}

bool is_surrogate(char32_t unit) {
  return unit >= 0xD800 && unit < 0xE000;
}

DecodedText from_utf16(std::string_view bytes, TextEncoding encoding) {
  DecodedText decoded;
  decoded.encoding = encoding;
  decoded.utf8.reserve(bytes.size() / 2 * 3);
  const std::size_t high = encoding == TextEncoding::utf16_little_endian ? 1 : 0;
  const auto unit_at = [&](std::size_t i) -> char32_t {
    return byte_at(bytes, i + high) << 8 | byte_at(bytes, i + 1 - high);
  };
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    char32_t unit = unit_at(i);
    const bool leads = unit >= 0xD800 && unit < 0xDC00 && i + 3 < bytes.size();
    if (leads && unit_at(i + 2) >= 0xDC00 && unit_at(i + 2) < 0xE000) {
      unit = 0x10000 + ((unit - 0xD800) << 10) + (unit_at(i + 2) - 0xDC00);
      i += 2;
    }
    if (unit == 0 || is_surrogate(unit)) ++decoded.replaced;
    append_utf8(decoded.utf8, unit == 0 ? 0xFFFD : unit);
  }
  if (i < bytes.size()) {
    decoded.utf8.append(kReplacement);
    ++decoded.replaced;
  }
  return decoded;
}

struct IconvCloser {
  void operator()(iconv_t converter) const noexcept { iconv_close(converter); }
};
using IconvHandle = std::unique_ptr<std::remove_pointer_t<iconv_t>, IconvCloser>;

DecodedText from_gb18030(std::string_view bytes) {
  const iconv_t opened = iconv_open("UTF-8", "GB18030");
  if (opened == reinterpret_cast<iconv_t>(-1)) return from_utf8(bytes);
  const IconvHandle converter(opened);
  std::string utf8;
  std::size_t skipped = 0;
  utf8.reserve(bytes.size() * 2);
  char* in = const_cast<char*>(bytes.data());  // iconv reads it only
  std::size_t left = bytes.size();
  std::array<char, 4096> buffer;
  while (left > 0) {
    char* out = buffer.data();
    std::size_t room = buffer.size();
    const bool failed = iconv(converter.get(), &in, &left, &out, &room) == static_cast<std::size_t>(-1);
    const int reason = errno;
    utf8.append(buffer.data(), buffer.size() - room);
    if (!failed || reason == E2BIG) continue;
    utf8.append(kReplacement);
    ++skipped;
    ++in;
    --left;
  }
  DecodedText decoded = from_utf8(utf8);  // for the NULs
  decoded.encoding = TextEncoding::gb18030;
  decoded.replaced += skipped;
  return decoded;
}

// UTF-16 without a mark: time stamps and line ends are ASCII, so that every other byte is often zero.
bool looks_like_utf16(std::string_view bytes, std::size_t high) {
  constexpr std::size_t kSample = 4096;
  std::size_t zeros_high = 0;
  std::size_t zeros_low = 0;
  const std::size_t units = std::min(bytes.size(), kSample) / 2;
  for (std::size_t i = 0; i < units; ++i) {
    zeros_high += bytes[2 * i + high] == '\0' ? 1 : 0;
    zeros_low += bytes[2 * i + 1 - high] == '\0' ? 1 : 0;
  }
  return zeros_high >= 3 && zeros_high * 5 >= units && zeros_low * 20 <= zeros_high;
}

}  // namespace

DecodedText decode_text(std::string_view bytes) {
  if (bytes.starts_with(kMarkUtf8)) return from_utf8(bytes.substr(kMarkUtf8.size()));
  if (bytes.starts_with(kMarkLittleEndian))
    return from_utf16(bytes.substr(2), TextEncoding::utf16_little_endian);
  if (bytes.starts_with(kMarkBigEndian)) return from_utf16(bytes.substr(2), TextEncoding::utf16_big_endian);
  if (bytes.starts_with(kMarkGb18030)) return from_gb18030(bytes.substr(kMarkGb18030.size()));
  if (looks_like_utf16(bytes, 1)) return from_utf16(bytes, TextEncoding::utf16_little_endian);
  if (looks_like_utf16(bytes, 0)) return from_utf16(bytes, TextEncoding::utf16_big_endian);
  // GB18030 read as UTF-8 breaks at most of its characters; damaged UTF-8 breaks at few.
  const Utf8Tally tally = tally_utf8(bytes);
  return tally.broken <= tally.characters ? from_utf8(bytes) : from_gb18030(bytes);
}

std::string_view utf8_prefix(std::string_view utf8, std::size_t most_bytes) {
  if (utf8.size() <= most_bytes) return utf8;
  while (most_bytes > 0 && (byte_at(utf8, most_bytes) & 0xC0) == 0x80) --most_bytes;
  return utf8.substr(0, most_bytes);
}

void append_utf8(std::string& text, char32_t character) {
  const auto append = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (character > 0x10FFFF || is_surrogate(character)) {
    text.append(kReplacement);
  } else if (character < 0x80) {
    append(character);
  } else if (character < 0x800) {
    append(0xC0 | character >> 6);
    append(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    append(0xE0 | character >> 12);
    append(0x80 | (character >> 6 & 0x3F));
    append(0x80 | (character & 0x3F));
  } else {
    append(0xF0 | character >> 18);
    append(0x80 | (character >> 12 & 0x3F));
    append(0x80 | (character >> 6 & 0x3F));
    append(0x80 | (character & 0x3F));
  }
}

}  // namespace crier
