// SPDX-License-Identifier: Apache-2.0
// How long one stream of an open file lasts, from its first presented instant to the end of its last frame or
// sample: measured, whatever the header claims. Reads the disk; used by the file's thread.
#pragma once

#include <cstdint>

#include "config/clock.hpp"
#include "config/result.hpp"
#include "content/media/input_file.hpp"

namespace crier {

struct Extent {
  Nanoseconds length{0};
  std::int64_t packets = 0;  // presented ones; a lower bound where only both ends were read
  bool is_encrypted = false;
};

// From the table of a MP4 without fragments, reading no data but the first packet's. Fails where the table
// points past the file's end.
Result<Extent> extent_from_table(InputFile& file, int stream, std::int64_t file_size);

// From the packets, for about two seconds at most: all of them where they can be read in that time, else
// those at both ends.
Result<Extent> extent_from_packets(InputFile& file, int stream);

}  // namespace crier
