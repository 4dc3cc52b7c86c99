// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/tlv.hpp"

#include <algorithm>
#include <cassert>

#include "config/text_file.hpp"

namespace crier {
namespace {

constexpr std::size_t kHead = 3;
constexpr std::size_t kMostValue = 0xFFFF;

}  // namespace

void TlvWriter::add(std::uint8_t tag, Bytes value) {
  add(tag, value, {});
}

void TlvWriter::add(std::uint8_t tag, std::string_view text) {
  add(tag, as_bytes(text), {});
}

void TlvWriter::add(std::uint8_t tag, Bytes head, Bytes tail) {
  assert(tag >= last_);
  last_ = tag;
  const std::size_t length = head.size() + tail.size();
  if (length == 0) return;
  if (length > kMostValue || kHead + length + 1 > rest_.size()) {  // the end needs a byte
    fits_ = false;
    return;
  }
  rest_[0] = tag;
  rest_[1] = static_cast<std::uint8_t>(length >> 8);
  rest_[2] = static_cast<std::uint8_t>(length);
  const auto value = rest_.begin() + kHead;
  std::copy(tail.begin(), tail.end(), std::copy(head.begin(), head.end(), value));
  rest_ = rest_.subspan(kHead + length);
}

std::optional<Bytes> TlvReader::take(std::uint8_t tag) {
  assert(tag >= last_);
  last_ = tag;
  if (rest_.size() < kHead || rest_[0] != tag) return std::nullopt;
  const std::size_t length = std::size_t{rest_[1]} << 8 | rest_[2];
  if (length == 0 || kHead + length > rest_.size()) return std::nullopt;
  const Bytes value = rest_.subspan(kHead, length);
  rest_ = rest_.subspan(kHead + length);
  return value;
}

bool TlvReader::is_done() const {
  return !rest_.empty() &&
         std::all_of(rest_.begin(), rest_.end(), [](std::uint8_t byte) { return byte == 0; });
}

bool is_plain_text(std::string_view text) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
  };
  return std::none_of(text.begin(), text.end(), is_control) && !first_not_utf8(text);
}

}  // namespace crier
