// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "content/sealing/acknowledgement.hpp"
#include "content/sealing/key_making.hpp"
#include "content/sealing/private_key_file.hpp"
#include "content/sealing/report_keys_file.hpp"
#include "content/sealing/secret_shares.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/sealing/known_report.hpp"

namespace crier {
namespace {

constexpr PassphraseCost kCheap{1, 8};
constexpr std::string_view kPassphrase = "correct horse";
constexpr std::string_view kKeyFile =
    "purpose = \"report\"\n"
    "public = \"07a37cbc142093c8b755dc1b10e86cb426374ad16aa853ed0bdfc0b2b86d1c7c\"\n"
    "operations = 1\n"
    "memory_mib = 8\n"
    "salt = \"000102030405060708090a0b0c0d0e0f\"\n"
    "nonce = \"000102030405060708090a0b0c0d0e0f1011121314151617\"\n"
    "sealed = "
    "\"40d9d11177cdf5d9a33ac9405aa1ee857c0022d0440b7982cc2563e3e0ead5af36898315bc5bf28a2ed9ce28d9df7699\"\n";

std::string replaced(std::string_view text, std::string_view old, std::string_view with) {
  std::string changed(text);
  const std::size_t at = changed.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return changed.replace(at, old.size(), with);
}

TEST(PrivateKeyFile, a_known_file_opens) {
  const auto key = open_private_key(kKeyFile, "report.key", kPassphrase);
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(key->purpose, KeyPurpose::report);
  EXPECT_TRUE(std::ranges::equal(key->secret.bytes(), kReportSecret));
}

TEST(PrivateKeyFile, what_was_sealed_opens_for_every_purpose) {
  for (const KeyPurpose purpose :
       {KeyPurpose::report, KeyPurpose::contact, KeyPurpose::acknowledgement, KeyPurpose::signing}) {
    const auto text = seal_private_key(purpose, kContactSecret, "口令 passphrase", kCheap);
    ASSERT_TRUE(text) << text.error().message;
    const auto key = open_private_key(*text, "k", "口令 passphrase");
    ASSERT_TRUE(key) << key.error().message;
    EXPECT_EQ(key->purpose, purpose);
    EXPECT_EQ(key->published, public_half(purpose, kContactSecret));
    EXPECT_TRUE(std::ranges::equal(key->secret.bytes(), kContactSecret));
    EXPECT_EQ(text->find(to_hex(kContactSecret)), std::string::npos);
  }
}

TEST(PrivateKeyFile, nothing_else_opens) {
  EXPECT_FALSE(open_private_key(kKeyFile, "k", "correct horsf"));
  EXPECT_FALSE(open_private_key(kKeyFile, "k", ""));
  for (const auto& [old, with] :
       std::vector<std::pair<std::string, std::string>>{{"\"report\"", "\"contact\""},
                                                        {"\"report\"", "\"king\""},
                                                        {"07a37c", "07a37d"},
                                                        {"operations = 1", "operations = 2"},
                                                        {"operations = 1", "operations = 99999"},
                                                        {"memory_mib = 8", "memory_mib = 9"},
                                                        {"memory_mib = 8", "memory_mib = 9000000"},
                                                        {"memory_mib = 8\n", ""},
                                                        {"salt = \"00", "salt = \"01"},
                                                        {"nonce = \"00", "nonce = \"01"},
                                                        {"sealed = \"40", "sealed = \"41"},
                                                        {"sealed = \"40", "sealed = \""},
                                                        {"sealed = \"40", "sealed = \"4g"},
                                                        {"purpose", "extra = 1\npurpose"}}) {
    EXPECT_FALSE(open_private_key(replaced(kKeyFile, old, with), "k", kPassphrase)) << with;
  }
  EXPECT_FALSE(open_private_key("", "k", kPassphrase));
  EXPECT_FALSE(seal_private_key(KeyPurpose::report, kReportSecret, "", kCheap));
  EXPECT_FALSE(seal_private_key(KeyPurpose::report, kReportSecret, "x", {0, 8}));
  EXPECT_FALSE(seal_private_key(KeyPurpose::report, kReportSecret, "x", {1, 4'096}));
}

TEST(SecretShares, give_the_known_answers) {
  const auto shares = split_secret_with(counting(200), KeyPurpose::report, kReportSecret);
  ASSERT_TRUE(shares);
  EXPECT_EQ(to_hex((*shares)[0].part.bytes()),
            "c9cbc9cfc9cbc9c7d9dbd9dfd9dbd9c7c9cbc9cfc9cbc9c7f9fbf9fff9fbf9c7");
  EXPECT_EQ(to_hex((*shares)[1].part.bytes()),
            "8a8b8c898687808db2b3b4b1bebfb8a5babbbcb9b6b7b0bdc2c3c4c1cecfc8f5");
  EXPECT_EQ(to_hex((*shares)[2].part.bytes()),
            "424246424a4a4e42626266626a6a6e72626266626a6a6e62222226222a2a2e12");
}

TEST(SecretShares, any_two_give_the_secret_back) {
  const auto shares = split_secret(KeyPurpose::contact, kContactSecret);
  ASSERT_TRUE(shares);
  for (const auto& [a, b] : {std::pair(0, 1), std::pair(0, 2), std::pair(1, 2), std::pair(2, 0)}) {
    const auto secret =
        combine_shares((*shares)[static_cast<std::size_t>(a)], (*shares)[static_cast<std::size_t>(b)]);
    ASSERT_TRUE(secret) << secret.error().message;
    EXPECT_TRUE(std::ranges::equal(secret->bytes(), kContactSecret));
  }
  EXPECT_FALSE(combine_shares((*shares)[0], (*shares)[0]));
}

TEST(SecretShares, of_two_splits_or_keys_do_not_combine) {
  const auto one = split_secret(KeyPurpose::report, kReportSecret);
  const auto again = split_secret(KeyPurpose::report, kReportSecret);
  const auto other = split_secret(KeyPurpose::report, kContactSecret);
  ASSERT_TRUE(one && again && other);
  EXPECT_FALSE(combine_shares((*one)[0], (*again)[1]));
  EXPECT_FALSE(combine_shares((*one)[0], (*other)[1]));
}

TEST(SecretShares, are_typed_off_paper_and_a_slip_is_found) {
  const auto shares = split_secret(KeyPurpose::report, kReportSecret);
  ASSERT_TRUE(shares);
  const std::string text(share_text((*shares)[2]).view());
  const auto typed = parse_share("  " + replaced(text, " report ", "\n report\t") + "\n");
  ASSERT_TRUE(typed) << typed.error().message;
  EXPECT_EQ(typed->number, 3);
  const auto secret = combine_shares(*typed, (*shares)[0]);
  ASSERT_TRUE(secret);
  EXPECT_TRUE(std::ranges::equal(secret->bytes(), kReportSecret));
  for (std::size_t i = text.find("report") + 7; i < text.size(); ++i) {
    std::string slip = text;
    slip[i] = slip[i] == '0' ? '1' : '0';
    EXPECT_FALSE(parse_share(slip)) << slip;
  }
  for (const char* const bad :
       {"", "crier-share", "crier-share report 4 00 00 00", "crier-share x 1 00 00 00"})
    EXPECT_FALSE(parse_share(bad)) << bad;
}

TEST(KeyMaking, what_was_made_passes_the_drill_and_nothing_else_does) {
  const auto made = make_report_keys(std::chrono::year{2026} / 11 / 24, std::nullopt);
  ASSERT_TRUE(made);
  const auto passed = drill(made->published, made->report.bytes(), made->contact.bytes());
  EXPECT_TRUE(passed) << passed.error().message;
  EXPECT_FALSE(drill(made->published, made->contact.bytes(), made->report.bytes()));
  EXPECT_FALSE(drill(made->published, made->report.bytes(), made->report.bytes()));
  EXPECT_EQ(made->published.acknowledgement, signature_key_of(made->acknowledgement.bytes()));
  const auto next = make_report_keys(std::chrono::year{2026} / 12 / 24, made->published);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->published.answer_salt, made->published.answer_salt);
  EXPECT_NE(next->published.id, made->published.id);
}

TEST(ReportKeysFile, the_newest_published_comes_first) {
  const TemporaryFolder folder;
  std::optional<ReportKeys> before;
  for (const unsigned month : {11U, 12U, 10U}) {
    const auto made = make_report_keys(std::chrono::year{2026} / static_cast<int>(month) / 1, before);
    ASSERT_TRUE(made);
    before = made->published;
    write_file(folder / ("keys/" + report_keys_name(*before)), report_keys_text(*before));
  }
  write_file(folder / "keys/README.md", "none of these");
  Diagnostics diagnostics;
  const auto keys = read_report_keys(folder.path(), diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys[0].published, std::chrono::year{2026} / 12 / 1);
  EXPECT_EQ(keys[2], *before);
}

TEST(ReportKeysFile, mistakes_are_named_with_their_place) {
  const std::string good = report_keys_text(known_keys());
  const std::string name = "keys/k.toml";
  for (const auto& [old, with, says] : std::vector<std::array<std::string, 3>>{
           {"published = 2026-11-24\n", "", "the keys have no date"},
           {"2026-11-24", "\"soon\"", "keys/k.toml:2:"},
           {"report = \"07", "report = \"7", "keys/k.toml:3:10: \"report\" is not 64 hexadecimal figures"},
           {"report = \"07", "report = \"zz", "keys/k.toml:3:10:"},
           {"answer_salt =", "salt =", "\"answer_salt\" is not 32 hexadecimal figures"}}) {
    Diagnostics diagnostics;
    EXPECT_FALSE(parse_report_keys(replaced(good, old, with), name, diagnostics)) << with;
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics) all += to_text(diagnostic) + "\n";
    EXPECT_NE(all.find(says), std::string::npos) << all;
  }
  Diagnostics diagnostics;
  EXPECT_EQ(parse_report_keys(good, name, diagnostics), known_keys());
}

TEST(ReportKeysFile, another_salt_is_refused) {
  const TemporaryFolder folder;
  ReportKeys one = known_keys();
  write_file(folder / ("keys/" + report_keys_name(one)), report_keys_text(one));
  one.published = std::chrono::year{2026} / 12 / 24;
  one.answer_salt[0] ^= 1;
  write_file(folder / ("keys/" + report_keys_name(one)), report_keys_text(one));
  Diagnostics diagnostics;
  EXPECT_EQ(read_report_keys(folder.path(), diagnostics).size(), 1U);
  EXPECT_TRUE(has_errors(diagnostics));
}

// RFC 8032, section 7.1, test 1.
const auto kSeed = bytes_of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

TEST(Acknowledgement, the_key_is_the_rfcs) {
  EXPECT_EQ(to_hex(signature_key_of(kSeed)),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
}

TEST(Acknowledgement, gives_the_known_answer) {
  const auto bytes = sign_acknowledgement({counting(7), counting(3)}, kSeed);
  EXPECT_EQ(to_hex(Bytes(bytes).first(12)), "43524945522d4b3100000002");
  EXPECT_EQ(to_hex(Bytes(bytes).subspan(12, 64)), to_hex(counting(3)) + to_hex(counting(7)));
  EXPECT_EQ(to_hex(Bytes(bytes).last(64)),
            "8ce20472fff6817779042af0b2984428eab24ca294c331576238ce9a7d98d42f"
            "5f0271f7a74469850074425ffaaf4b2e9a31e40b41dec86accd9f2a0c145af07");
}

TEST(Acknowledgement, says_what_was_signed_and_nothing_else) {
  const std::vector<EnvelopeId> ids = {counting(7), counting(3), counting(7)};
  const auto bytes = sign_acknowledgement(ids, kSeed);
  const std::vector<SignatureKey> keys = {signature_key_of(kReportSecret), signature_key_of(kSeed)};
  const auto opened = open_acknowledgement(bytes, keys);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(*opened, (std::vector<EnvelopeId>{counting(3), counting(7)}));
  EXPECT_FALSE(open_acknowledgement(bytes, std::span(keys).first(1)));
  EXPECT_FALSE(open_acknowledgement(bytes, {}));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto changed = bytes;
    changed[i] ^= 1;
    EXPECT_FALSE(open_acknowledgement(changed, keys)) << i;
    EXPECT_FALSE(open_acknowledgement(Bytes(bytes).first(i), keys)) << i;
  }
  EXPECT_EQ(open_acknowledgement(sign_acknowledgement({}, kSeed), keys)->size(), 0U);
}

TEST(LockedBytes, are_zeros_and_move) {
  auto bytes = LockedBytes::make(100);
  ASSERT_TRUE(bytes);
  EXPECT_TRUE(std::ranges::all_of(bytes->bytes(), [](std::uint8_t byte) { return byte == 0; }));
  bytes->bytes()[99] = 7;
  const LockedBytes moved = *std::move(bytes);
  EXPECT_EQ(moved.bytes()[99], 7);
}

}  // namespace
}  // namespace crier
