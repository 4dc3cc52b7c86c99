// SPDX-License-Identifier: Apache-2.0
// The outermost boxes of an MP4 or QuickTime file (ISO/IEC 14496-12, section 4.2), read by their headers
// only. Reads a few bytes from the disk; any thread.
#pragma once

#include <filesystem>
#include <optional>

namespace crier {

struct Mp4Boxes {
  bool has_table = false;      // moov: without it nothing can be played
  bool has_fragments = false;  // moof: the table in moov tells only of the beginning, or of nothing
  bool breaks_off = false;     // the last box claims more bytes than the file has
};

// None where the file does not begin like one.
std::optional<Mp4Boxes> read_mp4_boxes(const std::filesystem::path& path);

}  // namespace crier
