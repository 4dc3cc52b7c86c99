// SPDX-License-Identifier: Apache-2.0
#include "content/repository/metadata_text.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "content/repository/signing_key.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

SigningKey key_from(std::uint8_t first) {
  std::array<std::uint8_t, 32> seed{};
  for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(first + i);
  return std::move(*SigningKey::from_seed(seed));
}

template <class Metadata>
Metadata begun() {
  using namespace std::chrono;
  Metadata metadata;
  metadata.version = 7;
  metadata.expires = sys_days(2031y / February / 28) + 23h + 59min + 59s;
  return metadata;
}

RootMetadata a_root(const SigningKey& key, const SigningKey& other) {
  auto root = begun<RootMetadata>();
  root.consistent_snapshot = true;
  root.keys = {{key.id(), key.published()}, {other.id(), other.published()}};
  for (const TopRole role : kTopRoles) root.roles[role] = {{key.id()}, 1};
  root.roles[TopRole::root] = {{key.id(), other.id()}, 2};
  return root;
}

TimestampMetadata a_timestamp() {
  auto timestamp = begun<TimestampMetadata>();
  timestamp.snapshot = announce(3, as_bytes("abc"));
  return timestamp;
}

SnapshotMetadata a_snapshot() {
  auto snapshot = begun<SnapshotMetadata>();
  snapshot.files["targets.json"].version = 3;
  snapshot.files["审\"核\\\n.json"].version = 4;
  return snapshot;
}

TargetsMetadata a_targets(const SigningKey& other) {
  auto targets = begun<TargetsMetadata>();
  const auto target = [](std::string path, std::string_view content) {
    const MetadataFile file = announce(1, as_bytes(content));
    return Target{std::move(path), {*file.length, file.hashes}};
  };
  targets.targets = {target("a\"\\\t", ""), target("片/宣传.mp4", "abc")};
  targets.keys = {{other.id(), other.published()}};
  targets.delegations = {{"复审", {{other.id()}, 1}, true, {"content/*"}, {}},
                         {"bin", {{other.id()}, 1}, false, {}, {"0", "1"}}};
  return targets;
}

std::string digest(std::string_view text) {
  return sha256_hex(as_bytes(text));
}

// By tests/conformance/repository.py of the same content: canonical() and Key.sign() by another library.
TEST(MetadataText, IsWhatAnotherWriterWrites) {
  const SigningKey key = key_from(0);
  const SigningKey other = key_from(1);
  EXPECT_EQ(key.id(), "63d00ee3cf4f5c61ad94efa696c68f13b608fe56ecea13fb144a6fd18e9235b9");
  EXPECT_EQ(other.id(), "748a031656dcf38688f8cf7c6ff1fd44beb20ff14a4885cc904f25c1e08f56c4");
  const struct {
    std::string text;
    std::string_view digest;
    std::string_view signature;
  } rows[] = {
      {signed_text(a_root(key, other)), "9c4ae93328628de78a393de270d95685ceee6b5a82237bc509bf1714a7b9c1d4",
       "68d1bc6c8526ea8617ccd4207a81fba62c2973a27eddca61755d95599294b46a"
       "cf73c7a0d054836a7f9bf5f2b0ffb989137e10355cf6e5ef283a0d7fac0f930a"},
      {signed_text(a_timestamp()), "ac0ead7952cb7c2b5e2ffcbe4ec0057bd6c609e0a08a62ff7e639792d5f49e40",
       "39637fb6721e6359c5efbfc4bd972076427b588654e62f82475a8733129aa4fb"
       "68618ba1cef90e614e62f16e5698537345b9899f7cea01035c6fc26fd154e905"},
      {signed_text(a_snapshot()), "4204a6011e614067c9d1e2f42254b248ebaad9db551f50d75b299fdc92a05df6",
       "0fd91afdc4e25697a8c6ee0e9f42f51912cbf1bb75b8d8da5567d9aae643fc57"
       "700aac25083b58a8bda2c10c994ef82b941bc76d86901527222c141855f5ed03"},
      {signed_text(a_targets(other)), "8a84607404cd367036b29d3b9470a5bb7d9979219444dd191bb602e5f16d9ecc",
       "68eeef5054e286a343c262266a8a7672007cb21b3afadff7a9b24e52bbae5f60"
       "5d17099e71ecf37c62403c9d472e9790b82b24105c3659583a8f955bd35ec600"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(digest(row.text), row.digest) << row.text;
    EXPECT_EQ(to_hex(key.sign(row.text).value), row.signature);
  }
}

TEST(MetadataText, IsReadAsItWasWritten) {
  const SigningKey key = key_from(0);
  const SigningKey other = key_from(1);
  const auto file = [&](const std::string& text) {
    return metadata_text(text, {key.sign(text), other.sign(text)});
  };

  const RootMetadata root = a_root(key, other);
  const auto read_root = parse_root(as_bytes(file(signed_text(root))));
  ASSERT_TRUE(read_root) << read_root.error().message;
  EXPECT_EQ(read_root->canonical, signed_text(root));
  EXPECT_EQ(signed_text(*read_root), signed_text(root));
  EXPECT_TRUE(is_signed(*read_root, root.keys, root.roles.at(TopRole::root)));

  const auto read_timestamp = parse_timestamp(as_bytes(file(signed_text(a_timestamp()))));
  ASSERT_TRUE(read_timestamp) << read_timestamp.error().message;
  EXPECT_EQ(read_timestamp->canonical, signed_text(a_timestamp()));
  EXPECT_EQ(signed_text(*read_timestamp), signed_text(a_timestamp()));

  const auto read_snapshot = parse_snapshot(as_bytes(file(signed_text(a_snapshot()))));
  ASSERT_TRUE(read_snapshot) << read_snapshot.error().message;
  EXPECT_EQ(read_snapshot->canonical, signed_text(a_snapshot()));
  EXPECT_EQ(signed_text(*read_snapshot), signed_text(a_snapshot()));

  const TargetsMetadata targets = a_targets(other);
  const auto read_targets = parse_targets(as_bytes(file(signed_text(targets))));
  ASSERT_TRUE(read_targets) << read_targets.error().message;
  EXPECT_EQ(read_targets->canonical, signed_text(targets));
  EXPECT_EQ(signed_text(*read_targets), signed_text(targets));
  EXPECT_EQ(read_targets->targets, targets.targets);
}

TEST(MetadataText, AKeyIdMayBeAnyText) {
  const std::string text = metadata_text(signed_text(a_timestamp()), {{"a\b\"\n", {1, 2}}});
  const auto read = parse_timestamp(as_bytes(text));
  ASSERT_TRUE(read) << read.error().message;
  ASSERT_EQ(read->signatures.size(), 1U);
  EXPECT_EQ(read->signatures[0].key_id, "a\b\"\n");
}

TEST(MetadataText, TimesOfAllYears) {
  using namespace std::chrono;
  EXPECT_EQ(metadata_time(sys_days(1970y / January / 1)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(metadata_time(sys_days(2028y / February / 29) + 1s), "2028-02-29T00:00:01Z");
  EXPECT_EQ(metadata_time(sys_days(2099y / December / 31) + 23h), "2099-12-31T23:00:00Z");
}

TEST(MetadataText, AnnouncesLengthAndHash) {
  const MetadataFile file = announce(5, as_bytes("abc"));
  EXPECT_EQ(file.version, 5);
  EXPECT_EQ(file.length, 3U);
  EXPECT_TRUE(file.hashes.fits(as_bytes("abc")));
  EXPECT_FALSE(file.hashes.fits(as_bytes("abd")));
}

}  // namespace
}  // namespace crier
