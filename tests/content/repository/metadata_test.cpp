// SPDX-License-Identifier: Apache-2.0
#include "content/repository/metadata.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "content/repository/signing_key.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

const std::string kDigest(64, 'a');

std::string replaced(std::string text, std::string_view old, std::string_view by) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return at == std::string::npos ? text : text.replace(at, old.size(), by);
}

std::string document(std::string_view type, std::string_view more) {
  return R"({"signatures":[],"signed":{"_type":")" + std::string(type) +
         R"(","expires":"2031-02-28T23:59:59Z","spec_version":"1.0.34","version":7,)" + std::string(more) +
         "}}";
}

const std::string kTimestamp = document("timestamp", R"("meta":{"snapshot.json":{"version":3,"length":5}})");
const std::string kSnapshot = document("snapshot", R"("meta":{"targets.json":{"version":3}})");
const std::string kTargets = document(
    "targets", R"("targets":{"b":{"length":0,"hashes":{"sha256":")" + kDigest +
                   R"("}},"a":{"length":1,"hashes":{"sha256":")" + kDigest +
                   R"("}}},"delegations":{"keys":{},"roles":[{"name":"A","keyids":["x"],"threshold":1,)" +
                   R"("terminating":false,"paths":["*"]}]})");
const std::string kRoot = document(
    "root", R"("consistent_snapshot":true,"keys":{},"roles":{"root":{"keyids":["a"],"threshold":1},)"
            R"("timestamp":{"keyids":["a"],"threshold":1},"snapshot":{"keyids":["a"],"threshold":1},)"
            R"("targets":{"keyids":["a","b"],"threshold":2}})");

template <class Read>
void refuses(Read read, const std::string& good,
             std::initializer_list<std::pair<std::string_view, std::string_view>> rows) {
  ASSERT_TRUE(read(as_bytes(good)));
  for (const auto& [old, by] : rows) {
    const auto parsed = read(as_bytes(replaced(good, old, by)));
    ASSERT_FALSE(parsed) << by;
    EXPECT_EQ(parsed.error().code, ErrorCode::format);
    EXPECT_FALSE(parsed.error().message.empty());
  }
}

TEST(Metadata, WhatEveryFileHas) {
  const auto timestamp = parse_timestamp(as_bytes(kTimestamp));
  ASSERT_TRUE(timestamp) << timestamp.error().message;
  EXPECT_EQ(timestamp->version, 7);
  using namespace std::chrono;
  EXPECT_EQ(timestamp->expires, sys_days(2031y / February / 28) + 23h + 59min + 59s);
  EXPECT_EQ(timestamp->snapshot.version, 3);
  EXPECT_EQ(timestamp->snapshot.length, 5U);
  EXPECT_TRUE(timestamp->snapshot.hashes.empty());
  refuses(parse_timestamp, kTimestamp,
          {{"\"timestamp\"", "\"snapshot\""},
           {"\"timestamp\"", "7"},
           {"\"_type\":\"timestamp\",", ""},
           {"\"1.0.34\"", "\"2.0\""},
           {"\"1.0.34\"", "\"10.0\""},
           {"\"1.0.34\"", "1"},
           {"\"spec_version\":\"1.0.34\",", ""},
           {"\"version\":7", "\"version\":0"},
           {"\"version\":7", "\"version\":-7"},
           {"\"version\":7", "\"version\":true"},
           {"\"version\":7", "\"version\":7.0"},
           {"\"version\":7", "\"version\":\"7\""},
           {"\"version\":7", "\"version\":9223372036854775808"},
           {"\"version\":7,", ""},
           {"\"version\":7", "\"version\":7,\"version\":8"},
           {"23:59:59Z", "24:00:00Z"},
           {"23:59:59Z", "23:59:59"},
           {"23:59:59Z", "23:59:59+00:00"},
           {"23:59:59Z", "23:59:59.1Z"},
           {"23:59:59Z", "23:59:59z"},
           {"2031-02-28T", "2031-02-29T"},
           {"2031-02-28T", "2031-13-28T"},
           {"2031-02-28T", "2031-02-28 "},
           {"2031-02-28T", "31-02-28T"},
           {"2031-02-28T", " 2031-02-28T"},
           {"\"signatures\":[]", "\"signatures\":{}"},
           {"\"signatures\":[]", "\"signatures\":[1]"},
           {"\"signatures\":[]", "\"signatures\":[{\"keyid\":\"a\"}]"},
           {"\"signatures\":[]", "\"signatures\":[{\"sig\":\"00\"}]"},
           {"\"signatures\":[]",
            "\"signatures\":[{\"keyid\":\"a\",\"sig\":\"\"},{\"keyid\":\"a\",\"sig\":\"\"}]"},
           {"\"signatures\":[],", ""},
           {"\"signed\":{", "\"other\":{"}});
}

TEST(Metadata, Timestamp) {
  refuses(parse_timestamp, kTimestamp,
          {{"\"meta\":{", "\"none\":{"},
           {"snapshot.json", "targets.json"},
           {"\"version\":3", "\"version\":0"},
           {"\"version\":3,", ""},
           {"\"length\":5", "\"length\":0"},
           {"\"length\":5", "\"length\":-1"},
           {"\"length\":5", "\"length\":true"},
           {"\"length\":5", "\"length\":null"},
           {"\"length\":5", "\"hashes\":{}"},
           {"\"length\":5", "\"hashes\":[]"},
           {"\"length\":5", "\"hashes\":{\"sha256\":\"aa\"}"},
           {"\"length\":5", "\"hashes\":{\"sha512\":7}"}});
}

TEST(Metadata, Snapshot) {
  const auto snapshot = parse_snapshot(as_bytes(kSnapshot));
  ASSERT_TRUE(snapshot);
  EXPECT_EQ(snapshot->files.at("targets.json").version, 3);
  EXPECT_TRUE(parse_snapshot(as_bytes(document("snapshot", R"("meta":{})"))));
  refuses(parse_snapshot, kSnapshot,
          {{"\"meta\":{\"targets.json\":{\"version\":3}}", "\"meta\":[]"},
           {"{\"version\":3}", "3"},
           {"{\"version\":3}", "{}"},
           {"{\"version\":3}", "{\"version\":3},\"targets.json\":{\"version\":4}"}});
}

TEST(Metadata, Targets) {
  const auto targets = parse_targets(as_bytes(kTargets));
  ASSERT_TRUE(targets) << targets.error().message;
  ASSERT_EQ(targets->targets.size(), 2U);
  EXPECT_EQ(targets->targets[0].path, "a");
  EXPECT_EQ(targets->target("b")->length, 0U);
  EXPECT_EQ(targets->target("c"), nullptr);
  EXPECT_NE(targets->delegation("A"), nullptr);
  EXPECT_EQ(targets->delegation("B"), nullptr);
  EXPECT_TRUE(parse_targets(as_bytes(document("targets", R"("targets":{})"))));
  refuses(parse_targets, kTargets,
          {{"\"targets\":{", "\"none\":{"},
           {"\"length\":1", "\"length\":-1"},
           {"\"length\":1", "\"length\":true"},
           {"\"length\":1,", ""},
           {"\"hashes\":{\"sha256\"", "\"hash\":{\"sha256\""},
           {"{\"sha256\":\"" + kDigest + "\"}", "{}"},
           {kDigest, "aa"},
           {kDigest, std::string(64, 'g')},
           {kDigest, std::string(66, 'a')},
           {"\"A\"", "\"\""},
           {"\"A\"", "\"root\""},
           {"\"A\"", "\"targets\""},
           {"\"A\"", "1"},
           {"[\"x\"]", "[\"x\",\"x\"]"},
           {"[\"x\"]", "\"x\""},
           {"[\"x\"]", "[1]"},
           {"\"threshold\":1", "\"threshold\":0"},
           {"\"threshold\":1", "\"threshold\":true"},
           {"\"terminating\":false", "\"terminating\":0"},
           {"\"terminating\":false,", ""},
           {"\"paths\":[\"*\"]", "\"paths\":\"*\""},
           {"\"paths\":[\"*\"]", "\"paths\":[\"*\"],\"path_hash_prefixes\":[\"0\"]"},
           {",\"paths\":[\"*\"]", ""},
           {"\"keys\":{}", "\"keys\":[]"},
           {"\"roles\":[", "\"roles\":[1,"},
           {"\"keys\":{},", ""}});
}

TEST(Metadata, Root) {
  const auto root = parse_root(as_bytes(kRoot));
  ASSERT_TRUE(root) << root.error().message;
  EXPECT_TRUE(root->consistent_snapshot);
  EXPECT_EQ(root->roles.at(TopRole::targets).threshold, 2);
  refuses(parse_root, kRoot,
          {{"\"consistent_snapshot\":true", "\"consistent_snapshot\":1"},
           {"\"keys\":{},", ""},
           {"\"keys\":{}", "\"keys\":{\"a\":1,\"a\":2}"},
           {"\"keys\":{}", "\"keys\":{\"a\":{\"keytype\":\"ed25519\",\"scheme\":\"ed25519\",\"keyval\":{}}}"},
           {"\"timestamp\":{", "\"time\":{"},
           {"\"snapshot\":{\"keyids\":[\"a\"],", "\"snapshot\":{"},
           {"[\"a\",\"b\"]", "[\"b\",\"b\"]"},
           {"\"threshold\":2", "\"threshold\":-2"}});
}

TEST(Metadata, UnknownMembersCountInWhatIsSigned) {
  const auto plain = parse_timestamp(as_bytes(kTimestamp));
  const auto more =
      parse_timestamp(as_bytes(replaced(kTimestamp, "\"version\":7", "\"x\":[{}],\"version\":7")));
  ASSERT_TRUE(plain && more);
  EXPECT_NE(plain->canonical, more->canonical);
  EXPECT_NE(more->canonical.find("\"x\":[{}]"), std::string::npos);
}

TEST(Metadata, ThresholdCountsPeople) {
  const auto first = SigningKey::make();
  const auto second = SigningKey::make();
  ASSERT_TRUE(first && second);
  SignedPart part;
  part.canonical = "text";
  part.signatures = {first->sign("text"), second->sign("text")};
  KeyRing keys{{first->id(), first->published()}, {second->id(), second->published()}};
  const RoleKeys both{{first->id(), second->id()}, 2};
  EXPECT_TRUE(is_signed(part, keys, both));
  EXPECT_EQ(signers(part, keys, both).size(), 2U);
  EXPECT_FALSE(is_signed(part, keys, {{first->id(), second->id()}, 3}));
  EXPECT_FALSE(is_signed(part, keys, {{first->id()}, 2}));
  EXPECT_FALSE(is_signed(part, {{first->id(), first->published()}}, both));
  keys[second->id()] = first->published();
  part.signatures[1] = first->sign("text");
  part.signatures[1].key_id = second->id();
  EXPECT_FALSE(is_signed(part, keys, both));
  EXPECT_TRUE(is_signed(part, keys, {{first->id(), second->id()}, 1}));
  part.canonical = "other text";
  EXPECT_FALSE(is_signed(part, keys, {{first->id(), second->id()}, 1}));
}

TEST(Metadata, MatchesPath) {
  const struct {
    std::string_view pattern;
    std::string_view path;
    bool is_match;
  } rows[] = {
      {"", "", true},
      {"a", "a", true},
      {"a", "A", false},
      {"a", "ab", false},
      {"*", "a", true},
      {"*", "", true},
      {"*", ".hidden", true},
      {"*", "a/b", false},
      {"*/*", "a/b", true},
      {"*/*", "a/b/c", false},
      {"*/*", "a", false},
      {"a/*", "a/", true},
      {"a/*", "a/b/c", false},
      {"?", "a", true},
      {"?", "/", false},
      {"a?b", "a/b", false},
      {"a?b", "axb", true},
      {"*.tgz", "targets/foo.tgz", false},
      {"targets/*.tgz", "targets/foo.tgz", true},
      {"targets/*.tgz", "targets/foo.txt", false},
      {"foo-version-?.tgz", "foo-version-a.tgz", true},
      {"foo-version-?.tgz", "foo-version-alpha.tgz", false},
      {"[ab]c", "bc", true},
      {"[ab]c", "cc", false},
      {"[!ab]c", "cc", true},
      {"[0-9]", "7", true},
      {"a[/]b", "a/b", false},
      {"\\*", "*", false},
      {"\\*", "\\x", true},
      {"a**b", "axxb", true},
      {"**", "a/b", false},
      {"\xE4\xB8\xAD/*", "\xE4\xB8\xAD/a", true},
      {"a//b", "a//b", true},
      {"a//b", "a/b", false},
      {std::string_view("a\0b", 3), "a", false},
      {"a", std::string_view("a\0b", 3), false},
  };
  for (const auto& row : rows)
    EXPECT_EQ(matches_path(row.pattern, row.path), row.is_match) << row.pattern << " " << row.path;
}

TEST(Metadata, HashPrefixesCoverPaths) {
  DelegatedRole role;
  EXPECT_FALSE(role.covers("a"));
  // The SHA-256 of "a" begins with ca978112.
  role.hash_prefixes = {"00", "ca9"};
  EXPECT_TRUE(role.covers("a"));
  EXPECT_FALSE(role.covers("b"));
  role.hash_prefixes = {"CA"};
  EXPECT_FALSE(role.covers("a"));
}

TEST(FileHashes, AllMustFit) {
  constexpr std::string_view kSha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  constexpr std::string_view kSha512 =
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
      "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
  std::array<std::uint8_t, 64> sha512{};
  FileHashes hashes;
  EXPECT_TRUE(hashes.empty());
  ASSERT_TRUE(from_hex(kSha256, hashes.sha256.emplace()));
  ASSERT_TRUE(from_hex(kSha512, sha512));
  EXPECT_TRUE(hashes.fits(as_bytes("abc")));
  EXPECT_FALSE(hashes.fits(as_bytes("abd")));
  hashes.sha512.assign(sha512.begin(), sha512.end());
  EXPECT_TRUE(hashes.fits(as_bytes("abc")));
  EXPECT_EQ(hashes.hex(), kSha256);
  hashes.sha512[0] = 'x';
  EXPECT_FALSE(hashes.fits(as_bytes("abc")));
  hashes.sha512.assign(sha512.begin(), sha512.end());
  hashes.has_other = true;
  EXPECT_FALSE(hashes.fits(as_bytes("abc")));
  FileHashes second;
  second.sha512.assign(sha512.begin(), sha512.end());
  EXPECT_EQ(second.hex(), kSha512);
}

}  // namespace
}  // namespace crier
