// SPDX-License-Identifier: Apache-2.0
// Which files of a publication a device needs, and in which order: words before media, and of the media first
// what plays first. Reads a workspace's texts; any thread that may wait.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/repository/agreed_content.hpp"

namespace crier {

bool is_text(const Target& file);

// Everything but media: what is read before it is known which media are needed.
std::vector<Target> text_files(const ApprovedContent& content);

struct DeviceRole {
  std::vector<std::string> screens;  // ids; empty: every screen's
  bool serves_visitors = false;      // a kiosk, which shows cases
};

// The media that the device needs, in the order in which to fetch them. `texts` is a folder with the text
// files of the workspace. Media that only other screens' channels show are left out, and those of cases where
// nobody reads them.
std::vector<Target> media_files(const ApprovedContent& content, const std::filesystem::path& texts,
                                const DeviceRole& role, WallTime now);

}  // namespace crier
