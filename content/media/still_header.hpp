// SPDX-License-Identifier: Apache-2.0
// What the header of a JPEG, PNG, GIF or WebP file says of its picture, read without decoding anything: a
// decompression bomb is known by it before a byte is set aside. Reads a few kilobytes; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "content/media/orientation.hpp"

namespace crier {

struct StillHeader {
  std::int64_t width = 0;  // in pixels, as stored
  std::int64_t height = 0;
  Orientation orientation;    // from EXIF
  bool is_four_inks = false;  // a JPEG in CMYK or YCCK
  bool is_single = false;     // a PNG or WebP that says it has one picture only
};

// None where the file is none of these, or breaks off before its size is told.
std::optional<StillHeader> read_still_header(const std::filesystem::path& path);

// The tag Orientation in a TIFF structure (Exif 2.32, section 4.5), of either byte order; 1 where it has none
// or is damaged.
int exif_orientation(std::span<const std::uint8_t> tiff);

}  // namespace crier
