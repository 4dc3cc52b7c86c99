// SPDX-License-Identifier: Apache-2.0
// TlvWriter, TlvReader: a list of fields, each a tag of one byte, a length of two (big endian) and its value,
// in rising order of tags, ended by tag 0 and zeros up to a fixed size. There is one way only to write a
// list, and the reader takes no other: two different messages never mean the same. Values are never empty.
// One thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "content/sealing/locked_bytes.hpp"

namespace crier {

class TlvWriter {
 public:
  // Writes into `out`, which is all zeros and outlives the writer.
  explicit TlvWriter(std::span<std::uint8_t> out) : rest_(out) {}

  // `tag` is 1 to 255 and not below the one before it; an empty value is left out.
  void add(std::uint8_t tag, Bytes value);
  void add(std::uint8_t tag, std::string_view text);
  // Two parts as one value.
  void add(std::uint8_t tag, Bytes head, Bytes tail);

  // False where there was not room for all, or a value had more than 65,535 bytes.
  bool fits() const { return fits_; }

  // Bytes that are left, the end's among them.
  std::size_t rest() const { return rest_.size(); }

 private:
  std::span<std::uint8_t> rest_;
  std::uint8_t last_ = 1;
  bool fits_ = true;
};

class TlvReader {
 public:
  explicit TlvReader(Bytes bytes) : rest_(bytes) {}

  // The next field's value where it has this tag; none otherwise.
  std::optional<Bytes> take(std::uint8_t tag);

  // Whether the list was ended well and every field of it was taken.
  bool is_done() const;

  // Bytes that were not taken.
  std::size_t rest() const { return rest_.size(); }

 private:
  Bytes rest_;
  std::uint8_t last_ = 1;
};

// A field's bytes as the text they are, which must live on.
inline std::string_view as_text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// UTF-8 without control characters but for line feed and tab.
bool is_plain_text(std::string_view text);

}  // namespace crier
