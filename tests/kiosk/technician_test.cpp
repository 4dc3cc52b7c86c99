// SPDX-License-Identifier: Apache-2.0
#include "kiosk/technician.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace crier {
namespace {

// What sha256sum says of "open sesame" without a line's end.
constexpr const char* kDigest = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";

class Technician : public testing::Test {
 protected:
  Technician() {
    std::string name = (std::filesystem::temp_directory_path() / "crier-key-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    settings_.technician_key = folder_ / "key";
    settings_.technician_key_sha256 = kDigest;
  }
  ~Technician() override { std::filesystem::remove_all(folder_); }

  bool opens_with(const std::string& content) {
    std::ofstream(folder_ / "key") << content;
    return technician_is_here(settings_);
  }

  std::filesystem::path folder_;
  KioskSettings settings_;
};

TEST_F(Technician, OpensOnlyWithTheRightKey) {
  EXPECT_FALSE(technician_is_here(settings_)) << "no stick";
  EXPECT_TRUE(opens_with("open sesame"));
  EXPECT_FALSE(opens_with("open sesame\n"));
  EXPECT_FALSE(opens_with(""));
  EXPECT_FALSE(opens_with(std::string(kMostKeyFileBytes + 1, 'x')));
  std::filesystem::remove(folder_ / "key");
  std::filesystem::create_directory(folder_ / "key");
  EXPECT_FALSE(technician_is_here(settings_));
}

TEST_F(Technician, ReadsWhatDoesNotWork) {
  const std::string gap = "memory may be swapped out";
  const auto lines = service_lines(PlayerSettings(), Office(), 0, {gap});
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.back().name, "fault");
  EXPECT_EQ(lines.back().value, gap);
}

TEST_F(Technician, NeverComesWithoutAKeyInTheSettings) {
  ASSERT_TRUE(opens_with("open sesame"));
  settings_.technician_key_sha256.clear();
  EXPECT_FALSE(technician_is_here(settings_));
}

}  // namespace
}  // namespace crier
