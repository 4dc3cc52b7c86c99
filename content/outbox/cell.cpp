// SPDX-License-Identifier: Apache-2.0
#include "content/outbox/cell.hpp"

#include <sodium.h>

#include <algorithm>
#include <set>
#include <utility>

namespace crier {
namespace {

constexpr std::size_t kCheck = 16;
static_assert(kCheck >= crypto_generichash_BYTES_MIN);

std::array<std::uint8_t, kCheck> check_of(Bytes bytes) {
  std::array<std::uint8_t, kCheck> check{};
  crypto_generichash(check.data(), check.size(), bytes.data(), bytes.size(), nullptr, 0);
  return check;
}

bool is_standing(std::uint8_t byte) {
  return byte == static_cast<std::uint8_t>(Standing::reserve) ||
         byte == static_cast<std::uint8_t>(Standing::owed);
}

}  // namespace

std::vector<std::uint8_t> encode_cell(const Cell& cell) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(kCellBytes);
  bytes.push_back(static_cast<std::uint8_t>(cell.standing));
  const Bytes envelope = cell.envelope.bytes();
  bytes.insert(bytes.end(), envelope.begin(), envelope.end());
  const auto check = check_of(bytes);
  bytes.insert(bytes.end(), check.begin(), check.end());
  return bytes;
}

std::optional<Cell> decode_cell(Bytes bytes) {
  if (bytes.size() != kCellBytes || !is_standing(bytes.front())) return std::nullopt;
  if (!std::ranges::equal(check_of(bytes.first(bytes.size() - kCheck)), bytes.last(kCheck)))
    return std::nullopt;
  auto envelope = Envelope::parse(bytes.subspan(1, kEnvelopeBytes));
  if (!envelope) return std::nullopt;
  return Cell{static_cast<Standing>(bytes.front()), *std::move(envelope)};
}

std::vector<Cell> find_cells(Bytes bytes) {
  std::vector<Cell> cells;
  std::set<EnvelopeId> seen;
  auto from = bytes.begin();
  while (true) {
    const auto magic = std::search(from, bytes.end(), kEnvelopeMagic.begin(), kEnvelopeMagic.end());
    if (magic == bytes.end()) return cells;
    from = magic + 1;
    const auto begin = static_cast<std::size_t>(magic - bytes.begin());
    if (begin == 0 || begin - 1 + kCellBytes > bytes.size()) continue;
    auto cell = decode_cell(bytes.subspan(begin - 1, kCellBytes));
    if (cell && seen.insert(cell->envelope.id()).second) cells.push_back(*std::move(cell));
  }
}

}  // namespace crier
