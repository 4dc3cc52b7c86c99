// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/http_repository.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace crier {
namespace {

constexpr int kUnauthorized = 401;
constexpr int kForbidden = 403;
constexpr int kNotFound = 404;
constexpr int kNotAllowed = 405;
constexpr int kConflict = 409;
constexpr int kPreconditionFailed = 412;
constexpr int kServerError = 500;
constexpr int kNotImplemented = 501;
constexpr std::size_t kMostErrorBytes = 65'536;

constexpr const char* kForEver = "public, max-age=31536000, immutable";
constexpr const char* kNotAtAll = "no-cache";

}  // namespace

tl::unexpected<Error> HttpRepository::refused(const std::string& path, int status) const {
  const bool is_account = status == kUnauthorized || status == kForbidden;
  return fail(ErrorCode::io,
              fmt::format("the store at {} answered {} with status {}{}", client_.place().origin, full(path),
                          status, is_account ? "; has the account the right to read, write and list?" : ""));
}

Result<std::vector<std::uint8_t>> HttpRepository::get(const std::string& path, std::size_t most_bytes) {
  // What says that there is nothing may itself be longer than what was asked for.
  auto response = client_.send({"GET", full(path), "", {}, {}, std::max(most_bytes, kMostErrorBytes)});
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status) && response->body.size() > most_bytes)
    return fail(ErrorCode::limit, fmt::format("{} is larger than it may be", full(path)));
  if (is_success(response->status)) return std::move(response->body);
  if (response->status == kNotFound)
    return fail(ErrorCode::not_found, fmt::format("{} is not there", full(path)));
  return refused(path, response->status);
}

Result<std::optional<std::uint64_t>> HttpRepository::size(const std::string& path) {
  const auto response = client_.send({"HEAD", full(path), "", {}, {}, 0});
  if (!response) return tl::unexpected(response.error());
  if (response->status == kNotFound) return std::optional<std::uint64_t>();
  if (!is_success(response->status)) return refused(path, response->status);
  if (!response->length)
    return fail(ErrorCode::io, fmt::format("the store at {} does not say how long {} is",
                                           client_.place().origin, full(path)));
  return response->length;
}

// WebDAV makes no collection by itself (RFC 4918, section 9.7.1).
Result<void> HttpRepository::make_collections(const std::string& path) {
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string collection = path.substr(0, slash);
    if (collections_.contains(collection)) continue;
    const auto response = client_.send({"MKCOL", full(collection) + "/", "", {}, {}, kMostErrorBytes});
    if (!response) return tl::unexpected(response.error());
    if (!is_success(response->status) && response->status != kNotAllowed)  // 405: it is there
      return refused(collection, response->status);
    collections_.insert(collection);
  }
  return {};
}

Result<HttpResponse> HttpRepository::put(const std::string& path, Bytes bytes, HttpHeaders headers) {
  auto response = client_.send({"PUT", full(path), "", headers, bytes, kMostErrorBytes});
  // nginx answers 500 where others answer 409.
  const bool lacks_collection =
      response && client_.place().dialect == HttpDialect::webdav &&
      (response->status == kConflict || response->status == kNotFound || response->status == kServerError);
  if (!lacks_collection) return response;
  if (const auto made = make_collections(path); !made) return tl::unexpected(made.error());
  return client_.send({"PUT", full(path), "", std::move(headers), bytes, kMostErrorBytes});
}

// Not every store knows the condition, and some take it and overwrite all the same: so it is asked first.
Result<bool> HttpRepository::create(const std::string& path, Bytes bytes) {
  const auto before = size(path);
  if (!before) return tl::unexpected(before.error());
  if (*before) return false;
  HttpHeaders headers{{"Cache-Control", kForEver}};
  if (takes_conditions_) headers.emplace_back("If-None-Match", "*");
  auto response = put(path, bytes, headers);
  if (response && response->status == kNotImplemented && takes_conditions_) {
    takes_conditions_ = false;
    headers.pop_back();
    response = put(path, bytes, headers);
  }
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status)) return true;
  if (response->status == kPreconditionFailed || response->status == kConflict) return false;
  return refused(path, response->status);
}

Result<void> HttpRepository::replace(const std::string& path, Bytes bytes) {
  const auto response = put(path, bytes, {{"Cache-Control", kNotAtAll}});
  if (!response) return tl::unexpected(response.error());
  if (is_success(response->status)) return {};
  return refused(path, response->status);
}

}  // namespace crier
