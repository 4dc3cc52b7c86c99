// SPDX-License-Identifier: Apache-2.0
// Bytes written as hexadecimal figures, for key files and names. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "content/sealing/locked_bytes.hpp"

namespace crier {

std::string to_hex(Bytes bytes);  // small letters

// Fills `out`; false where `text` is not exactly that many bytes in hexadecimal. Takes time that depends on
// nothing but the length.
bool from_hex(std::string_view text, std::span<std::uint8_t> out);

}  // namespace crier
