// SPDX-License-Identifier: Apache-2.0
// A JPEG in four inks (CMYK or YCCK) as printers' tools write it, which FFmpeg shows in wrong colours or not
// at all. Internal to player/media; blocks on the disk.
#pragma once

#include <filesystem>
#include <memory>

#include "content/media/still_header.hpp"
#include "player/media/media_source.hpp"

namespace crier {

// The file as a source of one picture; `header` is what read_still_header says of it. Inks become light
// without a colour profile: each dims its complement. Decodes when the picture is asked for.
std::unique_ptr<MediaSource> open_cmyk_jpeg(std::filesystem::path path, const StillHeader& header);

}  // namespace crier
