// SPDX-License-Identifier: Apache-2.0
// What a file's name says about it, and which files a folder offers. Names are UTF-8 with '/' between
// folders. The functions that take a path read the disk; any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace crier {

enum class FileRole {
  medium,    // a video, a picture or a sound
  captions,  // belongs to the video beside it
  playlist,  // M3U8
  other,
};

// By extension, whatever its case.
FileRole role_of(std::string_view name);

// Whether a medium's name promises a still picture, or an animation.
bool is_picture_name(std::string_view name);

// The name without detours ("a/./b", "a//b", "a/x/../b"), or none where it is absolute, empty or leads out of
// its folder.
std::optional<std::string> inside_name(std::string_view name);

// ASCII letters made small; all other bytes as they are.
std::string lower_case(std::string_view text);

// Names, relative to `folder`, of the files in it: first its own in the order of their bytes, then those of
// each sub-folder likewise. Hidden files and folders are left out, and whatever is more than eight folders
// deep or past the first 20,000 files.
std::vector<std::string> files_under(const std::filesystem::path& folder);

}  // namespace crier
