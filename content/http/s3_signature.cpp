// SPDX-License-Identifier: Apache-2.0
#include "content/http/s3_signature.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

using Hash = std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES>;

Hash hmac(Bytes key, std::string_view text) {
  crypto_auth_hmacsha256_state state;
  Hash hash{};
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, as_bytes(text).data(), text.size());
  crypto_auth_hmacsha256_final(&state, hash.data());
  return hash;
}

// "20130524T000000Z".
std::string date_text(WallTime now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(now - day));
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string lower_case(std::string_view name) {
  std::string lower(name);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

}  // namespace

HttpHeaders sign_s3(const S3Credentials& credentials, std::string_view method, std::string_view path,
                    std::string_view query, HttpHeaders headers, Bytes body, WallTime now) {
  const std::string date = date_text(now);
  const std::string hash = sha256_hex(body);
  headers.emplace_back("x-amz-content-sha256", hash);
  headers.emplace_back("x-amz-date", date);
  HttpHeaders sorted;
  for (const auto& [name, value] : headers) sorted.emplace_back(lower_case(name), value);
  std::sort(sorted.begin(), sorted.end());
  std::string lines;
  std::string names;
  for (const auto& [name, value] : sorted) {
    lines += fmt::format("{}:{}\n", name, value);
    names += (names.empty() ? "" : ";") + name;
  }
  const std::string request = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", method, path, query, lines, names, hash);
  const std::string scope = fmt::format("{}/{}/s3/aws4_request", date.substr(0, 8), credentials.region);
  const std::string to_sign =
      fmt::format("{}\n{}\n{}\n{}", kAlgorithm, date, scope, sha256_hex(as_bytes(request)));
  Hash key = hmac(as_bytes("AWS4" + credentials.secret_key), date.substr(0, 8));
  key = hmac(key, credentials.region);
  key = hmac(key, "s3");
  key = hmac(key, "aws4_request");
  headers.emplace_back("Authorization",
                       fmt::format("{} Credential={}/{},SignedHeaders={},Signature={}", kAlgorithm,
                                   credentials.access_key, scope, names, to_hex(hmac(key, to_sign))));
  return headers;
}

}  // namespace crier
