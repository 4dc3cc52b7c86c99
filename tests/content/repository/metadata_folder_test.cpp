// SPDX-License-Identifier: Apache-2.0
#include "content/repository/metadata_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>

#include "content/sealing/tlv.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

std::string as_text(const std::optional<std::vector<std::uint8_t>>& bytes) {
  return bytes ? std::string(bytes->begin(), bytes->end()) : "(none)";
}

TEST(MetadataFolder, NamesStayInTheFolderAndApart) {
  std::set<std::string> names;
  for (const char* const role : {"root", "a/b", "a%2Fb", "../x", "..", ".", "", " ", "?", "#", "/x", "A", "a",
                                 "\xE4\xB8\xAD", "x.json", ".hidden", "%2Ehidden", "a\nb"}) {
    const std::string name = metadata_file_name(role);
    EXPECT_EQ(name.find('/'), std::string::npos) << role;
    EXPECT_TRUE(name.empty() || name[0] != '.' || name == ".json") << role;
    EXPECT_TRUE(name.ends_with(".json"));
    EXPECT_TRUE(names.insert(name).second) << role;
  }
}

TEST(MetadataFolder, KeepsBytesAndRoots) {
  const TemporaryFolder temporary;
  MetadataFolder folder(temporary.path() / "deep" / "er");
  EXPECT_FALSE(folder.read("root"));
  ASSERT_TRUE(folder.write("../x", as_bytes("one")));
  ASSERT_TRUE(folder.write("../x", as_bytes("two")));
  EXPECT_EQ(as_text(folder.read("../x")), "two");
  ASSERT_TRUE(folder.write_root(1, as_bytes("first")));
  ASSERT_TRUE(folder.write_root(2, as_bytes("second")));
  EXPECT_EQ(as_text(folder.read("root")), "second");
  EXPECT_EQ(as_text(folder.read_root(1)), "first");
  EXPECT_FALSE(folder.read_root(3));
  folder.remove("../x");
  EXPECT_FALSE(folder.read("../x"));
  folder.remove("../x");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(temporary.path()))
    EXPECT_FALSE(entry.path().filename().string().starts_with('.')) << entry.path();
}

}  // namespace
}  // namespace crier
