// SPDX-License-Identifier: Apache-2.0
// Which caption files lie beside a film: NAME.vtt and NAME.LANGUAGE.vtt for NAME.mp4, likewise .srt, .ass and
// .ssa. Endings and languages may be in any case. Any thread; blocks on the disk where it reads a folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "content/model/office.hpp"

namespace crier {

// In the order of their names.
std::vector<CaptionFile> captions_beside(const std::filesystem::path& film);

// The same, of the files in the film's folder that `names` lists in order.
std::vector<CaptionFile> captions_beside(const std::filesystem::path& film,
                                         const std::vector<std::string>& names);

// The names of all caption files in `folder`, in order.
std::vector<std::string> caption_names_in(const std::filesystem::path& folder);

}  // namespace crier
