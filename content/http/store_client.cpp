// SPDX-License-Identifier: Apache-2.0
#include "content/http/store_client.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <charconv>
#include <utility>

#include "content/http/url_text.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr int kForbidden = 403;
constexpr Nanoseconds kTolerated = std::chrono::minutes(5);  // servers take fifteen

std::string base64(std::string_view text) {
  std::string out(sodium_base64_encoded_len(text.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), as_bytes(text).data(), text.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

bool is_success(int status) {
  return status >= 200 && status < 300;
}

Result<std::optional<HttpPlace>> parse_http_place(std::string_view address) {
  const std::string_view written = address;
  while (address.ends_with('/')) address.remove_suffix(1);
  const bool is_s3 = address.starts_with("s3+http");
  if (!is_s3 && !address.starts_with("dav+http")) return std::optional<HttpPlace>();
  address.remove_prefix(address.find('+') + 1);
  const std::size_t host = address.find("://");
  const std::size_t path = host == std::string_view::npos ? host : address.find('/', host + 3);
  if (path == std::string_view::npos || path == host + 3 ||
      address.find_first_of("?#@", host) != std::string_view::npos)
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} names no bucket or collection; write it after the host", written));
  HttpPlace place;
  place.dialect = is_s3 ? HttpDialect::s3 : HttpDialect::webdav;
  place.origin = address.substr(0, path);
  place.folder = address.substr(path);
  return std::optional(std::move(place));
}

std::optional<WallTime> parse_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
  const auto day = number(text.substr(5, 2));
  const auto year = number(text.substr(12, 4));
  const auto hours = number(text.substr(17, 2));
  const auto minutes = number(text.substr(20, 2));
  const auto seconds = number(text.substr(23, 2));
  unsigned month = 0;
  while (month < kMonths.size() && kMonths[month] != text.substr(8, 3)) ++month;
  if (!day || !year || !hours || !minutes || !seconds || month == kMonths.size()) return std::nullopt;
  const auto date = std::chrono::year{*year} / static_cast<int>(month + 1) / *day;
  if (!date.ok() || *hours > 23 || *minutes > 59 || *seconds > 60 || *year < 1970 || *year > 2200)
    return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
         std::chrono::seconds(*seconds);
}

Result<HttpResponse> StoreClient::send(const StoreRequest& request) {
  const std::string path = encode_path(request.path);
  HttpHeaders headers = request.headers;
  if (place_.dialect == HttpDialect::s3) {
    headers.emplace_back("host", place_.origin.substr(place_.origin.find("//") + 2));
    headers = sign_s3({place_.user, place_.password, place_.region}, request.method, path, request.query,
                      std::move(headers), request.body, clock_.wall() + server_lead_);
  } else if (!place_.user.empty()) {
    headers.emplace_back("Authorization", "Basic " + base64(place_.user + ":" + place_.password));
  }
  const std::string url = place_.origin + path + (request.query.empty() ? "" : "?" + request.query);
  auto response =
      transport_->send({request.method, url, std::move(headers), request.body, request.most_answer});
  if (!response) return response;
  if (const auto server = parse_http_date(response->date); server && response->status == kForbidden) {
    // Held against what was signed with, not against this clock: that may have been set right meanwhile, and
    // the Date before may have been a lie.
    const Nanoseconds lead = *server - clock_.wall();
    if (const Nanoseconds off = lead - server_lead_; off > kTolerated || off < -kTolerated)
      server_lead_ = lead;
  }
  return response;
}

}  // namespace crier
