// SPDX-License-Identifier: Apache-2.0
// Clips that tests make for themselves with the ffmpeg command, in a folder that vanishes with the test.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace crier {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

// Runs ffmpeg with `arguments` and writes `file`. A test that needs it fails where that does not work.
void make_clip(const std::filesystem::path& file, const std::string& arguments);

// Makes the folders it needs, too.
void write_file(const std::filesystem::path& file, std::string_view bytes);
std::string read_file(const std::filesystem::path& file);

}  // namespace crier
