// SPDX-License-Identifier: Apache-2.0
#include "content/upload/http_store.hpp"
#include "content/http/url_text.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr int kForbidden = 403;
constexpr int kNotFound = 404;
constexpr std::size_t kMostErrorBytes = 16'384;
constexpr std::size_t kMostListingBytes = std::size_t{64} << 20;
constexpr Nanoseconds kTolerated = std::chrono::minutes(5);  // servers take fifteen

bool is_success(int status) {
  return status >= 200 && status < 300;
}

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

HttpStore::HttpStore(HttpPlace place, std::unique_ptr<HttpTransport> transport, const Clock& clock)
    : place_(std::move(place)), transport_(std::move(transport)), clock_(clock) {}

Result<HttpResponse> HttpStore::send(const Request& request) {
  const std::string path = encode_path(request.path);
  HttpHeaders headers;
  if (place_.dialect == HttpDialect::s3) {
    headers.emplace_back("host", place_.origin.substr(place_.origin.find("//") + 2));
    headers = sign_s3({place_.user, place_.password, place_.region}, request.method, path, request.query,
                      std::move(headers), request.body, clock_.wall() + server_lead_);
  } else if (!place_.user.empty()) {
    headers.emplace_back("Authorization", "Basic " + base64(place_.user + ":" + place_.password));
  }
  if (request.method == "PROPFIND") headers.emplace_back("Depth", "1");
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

Result<void> HttpStore::put(const std::string& name, Bytes bytes) {
  const auto response = send({"PUT", path_of(name), "", bytes, kMostErrorBytes});
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status)) return {};
  return fail(ErrorCode::io, fmt::format("the store at {} refused an envelope with status {}", place_.origin,
                                         response->status));
}

Result<std::vector<std::uint8_t>> HttpStore::get(const std::string& name, std::size_t most_bytes) {
  auto response = send({"GET", path_of(name), "", {}, most_bytes});
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status)) return std::move(response->body);
  return fail(
      response->status == kNotFound ? ErrorCode::not_found : ErrorCode::io,
      fmt::format("the store at {} answered {} with status {}", place_.origin, name, response->status));
}

Result<StoreListing> HttpStore::list_after(const std::string& last) {
  Request request{"PROPFIND", place_.folder + "/", "", {}, kMostListingBytes};
  if (place_.dialect == HttpDialect::s3) {
    const std::size_t bucket = place_.folder.find('/', 1);
    const std::string prefix = place_.folder.substr(bucket + 1) + "/";
    request = {"GET",
               place_.folder.substr(0, bucket),
               fmt::format("list-type=2&prefix={}{}", encode_query(prefix),
                           last.empty() ? "" : "&start-after=" + encode_query(prefix + last)),
               {},
               kMostListingBytes};
  }
  const auto response = send(request);
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status)) return parse_listing(as_text(response->body));
  return fail(
      response->status == kNotFound ? ErrorCode::not_found : ErrorCode::io,
      fmt::format("the store at {} answered a listing with status {}; does the account have the right "
                  "to list?",
                  place_.origin, response->status));
}

Result<std::vector<std::string>> HttpStore::list() {
  std::vector<std::string> names;
  std::string last;
  for (bool has_more = true; has_more;) {
    const auto page = list_after(last);
    if (!page) return tl::unexpected(page.error());
    names.insert(names.end(), page->names.begin(), page->names.end());
    if (names.size() > kMostListed) return fail(ErrorCode::limit, "the store lists too many envelopes");
    // A page that does not lead on would be asked for again without end.
    has_more = page->has_more && !page->names.empty() && page->names.back() > last;
    if (has_more) last = page->names.back();
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

Result<void> HttpStore::remove(const std::string& name) {
  const auto response = send({"DELETE", path_of(name), "", {}, kMostErrorBytes});
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status) || response->status == kNotFound) return {};
  return fail(ErrorCode::io, fmt::format("the store at {} did not remove an envelope: status {}",
                                         place_.origin, response->status));
}

}  // namespace crier
