// SPDX-License-Identifier: Apache-2.0
#include "content/repository/public_key.hpp"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <sodium.h>

#include <memory>

#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostPemBytes = 8'192;
constexpr int kLeastRsaBits = 2'048;

struct KeyCloser {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct ContextCloser {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct BioCloser {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, KeyCloser>;

Result<PublicKey> parse_ed25519(std::string_view text) {
  PublicKey key{SignatureScheme::ed25519, std::vector<std::uint8_t>(crypto_sign_ed25519_PUBLICKEYBYTES)};
  if (!from_hex(text, key.value))
    return fail(ErrorCode::format, "an Ed25519 key is not 64 hexadecimal figures");
  return key;
}

// Whether it is a key over P-256; afterwards it has one spelling only, whether its point was written whole or
// compressed, and its curve by name or by numbers.
bool is_plain_p256(EVP_PKEY* key) {
  char curve[32] = "";
  return EVP_PKEY_get_group_name(key, curve, sizeof(curve), nullptr) == 1 &&
         std::string_view(curve) == SN_X9_62_prime256v1 &&
         EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_ENCODING, OSSL_PKEY_EC_ENCODING_GROUP) == 1 &&
         EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                        OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED) == 1;
}

// SubjectPublicKeyInfo in PEM (RFC 7468, section 13), kept as DER.
Result<PublicKey> parse_pem(SignatureScheme scheme, std::string_view text) {
  const bool is_rsa = scheme == SignatureScheme::rsassa_pss_sha256;
  if (text.size() > kMostPemBytes) return fail(ErrorCode::limit, "a key is too large");
  const std::unique_ptr<BIO, BioCloser> bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  const Key key(bio ? PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr) : nullptr);
  const bool fits = key && EVP_PKEY_base_id(key.get()) == (is_rsa ? EVP_PKEY_RSA : EVP_PKEY_EC) &&
                    (is_rsa ? EVP_PKEY_bits(key.get()) >= kLeastRsaBits : is_plain_p256(key.get()));
  if (!fits) return fail(ErrorCode::format, "a key is not of the type that it says, in PEM");
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key.get(), &der);
  if (size <= 0) return fail(ErrorCode::format, "a key cannot be read");
  PublicKey read{scheme, std::vector<std::uint8_t>(der, der + size)};
  OPENSSL_free(der);
  return read;
}

bool verifies_by_openssl(const PublicKey& key, std::string_view message, Bytes signature) {
  const unsigned char* der = key.value.data();
  const Key opened(d2i_PUBKEY(nullptr, &der, static_cast<long>(key.value.size())));
  const std::unique_ptr<EVP_MD_CTX, ContextCloser> context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* parameters = nullptr;
  if (!opened || !context ||
      EVP_DigestVerifyInit(context.get(), &parameters, EVP_sha256(), nullptr, opened.get()) != 1)
    return false;
  if (key.scheme == SignatureScheme::rsassa_pss_sha256 &&
      (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) <= 0 ||
       EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_AUTO) <= 0))
    return false;
  return EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                          reinterpret_cast<const unsigned char*>(message.data()), message.size()) == 1;
}

}  // namespace

Result<PublicKey> parse_public_key(JsonValue object) {
  const auto text = [](std::optional<JsonValue> value) {
    return value ? value->string().value_or(std::string_view()) : std::string_view();
  };
  const std::string_view type = text(object.member("keytype"));
  const std::string_view scheme = text(object.member("scheme"));
  const auto value = object.member("keyval");
  const std::string_view written = value ? text(value->member("public")) : std::string_view();
  if (type == "ed25519" && scheme == "ed25519") return parse_ed25519(written);
  if (type == "rsa" && scheme == "rsassa-pss-sha256")
    return parse_pem(SignatureScheme::rsassa_pss_sha256, written);
  // The type's older spelling is still met in the field.
  if ((type == "ecdsa" || type == "ecdsa-sha2-nistp256") && scheme == "ecdsa-sha2-nistp256")
    return parse_pem(SignatureScheme::ecdsa_sha2_nistp256, written);
  return fail(ErrorCode::unsupported,
              fmt::format("a key of type \"{}\" and scheme \"{}\" is none that is known", type, scheme));
}

bool verifies(const PublicKey& key, std::string_view message, Bytes signature) {
  if (key.scheme != SignatureScheme::ed25519) return verifies_by_openssl(key, message, signature);
  return key.value.size() == crypto_sign_ed25519_PUBLICKEYBYTES &&
         signature.size() == crypto_sign_ed25519_BYTES &&
         crypto_sign_ed25519_verify_detached(signature.data(),
                                             reinterpret_cast<const unsigned char*>(message.data()),
                                             message.size(), key.value.data()) == 0;
}

std::string key_object(const std::vector<std::uint8_t>& ed25519) {
  return fmt::format(R"({{"keytype":"ed25519","keyval":{{"public":"{}"}},"scheme":"ed25519"}})",
                     to_hex(ed25519));
}

std::string key_id(const std::vector<std::uint8_t>& ed25519) {
  const std::string object = key_object(ed25519);
  return sha256_hex({reinterpret_cast<const std::uint8_t*>(object.data()), object.size()});
}

}  // namespace crier
