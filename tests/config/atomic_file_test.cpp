// SPDX-License-Identifier: Apache-2.0
#include "config/atomic_file.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <string>
#include <vector>

#include "config/text_file.hpp"

namespace crier {
namespace {

class AtomicFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (std::filesystem::temp_directory_path() / "crier-atomic-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

TEST_F(AtomicFile, is_made_and_replaced_and_leaves_nothing_beside_it) {
  for (const std::string& text : {std::string("one"), std::string(), std::string(100'000, 'x')}) {
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    ASSERT_TRUE(write_atomically(folder_ / "file", bytes));
    EXPECT_EQ(read_text(folder_ / "file", 1'000'000), text);
  }
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) files += entry.exists() ? 1 : 0;
  EXPECT_EQ(files, 1);
}

TEST_F(AtomicFile, fails_where_it_cannot_be_written) {
  const std::vector<std::uint8_t> bytes(3);
  EXPECT_FALSE(write_atomically(folder_ / "missing/file", bytes));
  std::filesystem::create_directory(folder_ / "folder");
  EXPECT_FALSE(write_atomically(folder_ / "folder", bytes));
  EXPECT_TRUE(std::filesystem::is_empty(folder_ / "folder"));
}

}  // namespace
}  // namespace crier
