// SPDX-License-Identifier: Apache-2.0
// Cell: what one slot of the outbox holds on the disk: an envelope, whether the office may be owed it, and a
// check by which the cell is known to be whole even where nothing around it is. Pure functions; any thread.
//
//   standing (1) | envelope (16,000) | BLAKE2b of both (16)
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "content/sealing/envelope.hpp"

namespace crier {

enum class Standing : std::uint8_t {
  reserve = 0x52,  // a dummy for certain: nobody waits for it
  owed = 0x4F,     // a report or a dummy: nobody here can tell
};

struct Cell {
  Standing standing = Standing::owed;
  Envelope envelope;
};

inline constexpr std::size_t kCellBytes = 1 + kEnvelopeBytes + 16;

std::vector<std::uint8_t> encode_cell(const Cell& cell);

// None where the bytes are not a whole cell.
std::optional<Cell> decode_cell(Bytes bytes);

// Every whole cell anywhere in `bytes`, each envelope once: what a damaged file still holds.
std::vector<Cell> find_cells(Bytes bytes);

}  // namespace crier
