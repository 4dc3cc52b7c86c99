// SPDX-License-Identifier: Apache-2.0
#include "content/repository/public_key.hpp"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>
#include <string>
#include <string_view>

#include "content/repository/signing_key.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

struct KeyCloser {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyCloser>;

Result<PublicKey> parse(std::string_view type, std::string_view scheme, std::string_view value) {
  std::string text = "{\"keytype\":\"" + std::string(type) + "\",\"scheme\":\"" + std::string(scheme) +
                     "\",\"keyval\":{\"public\":";
  for (std::string_view rest = value; text.back() == ':' || !rest.empty();) {
    if (text.back() == ':') text += '"';
    if (rest.empty()) break;
    text += rest.front() == '\n' ? "\\n" : std::string(1, rest.front());
    rest.remove_prefix(1);
  }
  text += "\"}}";
  const auto tree = JsonTree::parse(as_bytes(text));
  if (!tree) return tl::unexpected(tree.error());
  return parse_public_key(tree->root());
}

std::string pem_of(EVP_PKEY* key) {
  BIO* const bio = BIO_new(BIO_s_mem());
  PEM_write_bio_PUBKEY(bio, key);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string pem(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  return pem;
}

std::vector<std::uint8_t> sign(EVP_PKEY* key, std::string_view text, int padding) {
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  EVP_PKEY_CTX* parameters = nullptr;
  EVP_DigestSignInit(context, &parameters, EVP_sha256(), nullptr, key);
  if (padding != 0) EVP_PKEY_CTX_set_rsa_padding(parameters, padding);
  const auto* const data = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t size = 0;
  EVP_DigestSign(context, nullptr, &size, data, text.size());
  std::vector<std::uint8_t> signature(size);
  EVP_DigestSign(context, signature.data(), &size, data, text.size());
  signature.resize(size);
  EVP_MD_CTX_free(context);
  return signature;
}

// RFC 8032, section 7.1, test 2.
constexpr std::string_view kSeed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
constexpr std::string_view kPublic = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr std::string_view kSignature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

TEST(SigningKey, SignsAsTheStandardSays) {
  std::vector<std::uint8_t> seed(32);
  ASSERT_TRUE(from_hex(kSeed, seed));
  const auto key = SigningKey::from_seed(seed);
  ASSERT_TRUE(key);
  EXPECT_EQ(to_hex(key->published().value), kPublic);
  const MetadataSignature signature = key->sign("r");
  EXPECT_EQ(to_hex(signature.value), kSignature);
  EXPECT_EQ(signature.key_id, key->id());
  EXPECT_EQ(key->id(), key_id(key->published().value));
  EXPECT_TRUE(verifies(key->published(), "r", signature.value));
  EXPECT_FALSE(verifies(key->published(), "s", signature.value));
}

TEST(SigningKey, IsMadeAnewEachTime) {
  const auto first = SigningKey::make();
  const auto second = SigningKey::make();
  ASSERT_TRUE(first && second);
  EXPECT_NE(first->id(), second->id());
  const auto again = SigningKey::from_seed(first->seed());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id(), first->id());
  EXPECT_FALSE(SigningKey::from_seed(Bytes(first->seed()).first(31)));
  EXPECT_FALSE(SigningKey::from_seed({}));
}

TEST(PublicKey, Ed25519) {
  const auto key = parse("ed25519", "ed25519", kPublic);
  ASSERT_TRUE(key);
  std::vector<std::uint8_t> signature(64);
  ASSERT_TRUE(from_hex(kSignature, signature));
  EXPECT_TRUE(verifies(*key, "r", signature));
  for (const std::size_t size : {0U, 1U, 63U})
    EXPECT_FALSE(verifies(*key, "r", Bytes(signature).first(size)));
  signature.push_back(0);
  EXPECT_FALSE(verifies(*key, "r", signature));
  signature.pop_back();
  for (std::size_t i = 0; i < signature.size(); ++i) {
    signature[i] ^= 1;
    EXPECT_FALSE(verifies(*key, "r", signature)) << i;
    signature[i] ^= 1;
  }
  for (const std::string_view bad :
       {"", "00", "zz", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c00"}) {
    const auto none = parse("ed25519", "ed25519", bad);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::format);
  }
}

TEST(PublicKey, IdIsTheHashOfItsObject) {
  std::vector<std::uint8_t> bytes(32);
  ASSERT_TRUE(from_hex(kPublic, bytes));
  EXPECT_EQ(key_object(bytes), R"({"keytype":"ed25519","keyval":{"public":")" + std::string(kPublic) +
                                   R"("},"scheme":"ed25519"})");
}

TEST(PublicKey, Ecdsa) {
  const Key key(EVP_EC_gen("P-256"));
  const std::string pem = pem_of(key.get());
  const auto read = parse("ecdsa", "ecdsa-sha2-nistp256", pem);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(parse("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", pem));
  const auto signature = sign(key.get(), "text", 0);
  EXPECT_TRUE(verifies(*read, "text", signature));
  EXPECT_FALSE(verifies(*read, "tex", signature));
  EXPECT_FALSE(verifies(*read, "text", {}));
  EXPECT_FALSE(verifies(*read, "text", Bytes(signature).first(signature.size() - 1)));
}

TEST(PublicKey, OneEcKeyIsOneKeyInAnySpelling) {
  const Key key(EVP_EC_gen("P-256"));
  const auto plain = parse("ecdsa", "ecdsa-sha2-nistp256", pem_of(key.get()));
  EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT, "compressed");
  const auto compressed = parse("ecdsa", "ecdsa-sha2-nistp256", pem_of(key.get()));
  EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_ENCODING, "explicit");
  const auto by_numbers = parse("ecdsa", "ecdsa-sha2-nistp256", pem_of(key.get()));
  ASSERT_TRUE(plain && compressed);
  EXPECT_EQ(plain->value, compressed->value);
  if (by_numbers) {
    EXPECT_EQ(plain->value, by_numbers->value);
  }
}

TEST(PublicKey, OtherCurvesAreNotP256) {
  for (const char* const curve : {"secp256k1", "brainpoolP256r1", "P-384", "P-521"}) {
    const Key key(EVP_EC_gen(curve));
    ASSERT_TRUE(key);
    EXPECT_FALSE(parse("ecdsa", "ecdsa-sha2-nistp256", pem_of(key.get()))) << curve;
  }
}

TEST(PublicKey, Rsa) {
  const Key key(EVP_RSA_gen(2048));
  const auto read = parse("rsa", "rsassa-pss-sha256", pem_of(key.get()));
  ASSERT_TRUE(read);
  EXPECT_TRUE(verifies(*read, "text", sign(key.get(), "text", RSA_PKCS1_PSS_PADDING)));
  EXPECT_FALSE(verifies(*read, "text", sign(key.get(), "text", RSA_PKCS1_PADDING)));
  EXPECT_FALSE(verifies(*read, "text", {}));
  const Key small(EVP_RSA_gen(1024));
  EXPECT_FALSE(parse("rsa", "rsassa-pss-sha256", pem_of(small.get())));
}

TEST(PublicKey, TypesAndPemMustAgree) {
  const Key key(EVP_EC_gen("P-256"));
  const std::string pem = pem_of(key.get());
  EXPECT_FALSE(parse("rsa", "rsassa-pss-sha256", pem));
  EXPECT_FALSE(parse("ecdsa", "ecdsa-sha2-nistp256", ""));
  EXPECT_FALSE(parse("ecdsa", "ecdsa-sha2-nistp256", "hello"));
  EXPECT_FALSE(parse("ecdsa", "ecdsa-sha2-nistp256", pem.substr(0, pem.size() / 2)));
  EXPECT_FALSE(parse("ecdsa", "ecdsa-sha2-nistp256", std::string(10'000, 'A')));
}

TEST(PublicKey, UnknownKindsAreUnsupported) {
  for (const auto& [type, scheme] : {std::pair{"ed448", "ed448"},
                                     {"ed25519", "ed448"},
                                     {"rsa", "rsa-pkcs1v15-sha256"},
                                     {"", ""},
                                     {"ecdsa", "ecdsa-sha2-nistp384"},
                                     {"ED25519", "ed25519"}}) {
    const auto key = parse(type, scheme, kPublic);
    ASSERT_FALSE(key);
    EXPECT_EQ(key.error().code, ErrorCode::unsupported) << type;
  }
}

}  // namespace
}  // namespace crier
