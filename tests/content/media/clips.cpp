// SPDX-License-Identifier: Apache-2.0
#include "tests/content/media/clips.hpp"

extern "C" {
#include <libavutil/log.h>
}

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace crier {
namespace {

// The programs silence FFmpeg, too.
[[maybe_unused]] const bool kIsQuiet = (av_log_set_level(AV_LOG_QUIET), true);

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "crier-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void make_clip(const std::filesystem::path& file, const std::string& arguments) {
  const std::string command = fmt::format("ffmpeg -nostdin -v error -y {} '{}'", arguments, file.string());
  ASSERT_EQ(std::system(command.c_str()), 0) << command;
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary);
  stream << bytes;
  ASSERT_TRUE(stream.good()) << file;
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace crier
