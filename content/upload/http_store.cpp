// SPDX-License-Identifier: Apache-2.0
#include "content/upload/http_store.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "content/http/url_text.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr int kNotFound = 404;
constexpr std::size_t kMostErrorBytes = 16'384;
constexpr std::size_t kMostListingBytes = std::size_t{64} << 20;

}  // namespace

Result<void> HttpStore::put(const std::string& name, Bytes bytes) {
  const auto response = client_.send({"PUT", path_of(name), "", {}, bytes, kMostErrorBytes});
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status)) return {};
  return fail(ErrorCode::io, fmt::format("the store at {} refused an envelope with status {}", place().origin,
                                         response->status));
}

Result<std::vector<std::uint8_t>> HttpStore::get(const std::string& name, std::size_t most_bytes) {
  auto response = client_.send({"GET", path_of(name), "", {}, {}, most_bytes});
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status)) return std::move(response->body);
  return fail(
      response->status == kNotFound ? ErrorCode::not_found : ErrorCode::io,
      fmt::format("the store at {} answered {} with status {}", place().origin, name, response->status));
}

Result<StoreListing> HttpStore::list_after(const std::string& last) {
  StoreRequest request{"PROPFIND", place().folder + "/", "", {{"Depth", "1"}}, {}, kMostListingBytes};
  if (place().dialect == HttpDialect::s3) {
    const std::size_t bucket = place().folder.find('/', 1);
    const std::string prefix = place().folder.substr(bucket + 1) + "/";
    request = {"GET",
               place().folder.substr(0, bucket),
               fmt::format("list-type=2&prefix={}{}", encode_query(prefix),
                           last.empty() ? "" : "&start-after=" + encode_query(prefix + last)),
               {},
               {},
               kMostListingBytes};
  }
  const auto response = client_.send(request);
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status)) return parse_listing(as_text(response->body));
  return fail(
      response->status == kNotFound ? ErrorCode::not_found : ErrorCode::io,
      fmt::format("the store at {} answered a listing with status {}; does the account have the right "
                  "to list?",
                  place().origin, response->status));
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
  const auto response = client_.send({"DELETE", path_of(name), "", {}, {}, kMostErrorBytes});
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status) || response->status == kNotFound) return {};
  return fail(ErrorCode::io, fmt::format("the store at {} did not remove an envelope: status {}",
                                         place().origin, response->status));
}

}  // namespace crier
