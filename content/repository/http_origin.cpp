// SPDX-License-Identifier: Apache-2.0
#include "content/repository/http_origin.hpp"

#include <fmt/format.h>

#include "content/repository/limits.hpp"
#include "content/sealing/digest.hpp"

namespace crier {
namespace {

constexpr int kWhole = 200;
constexpr int kPart = 206;
constexpr int kNotModified = 304;

// Metadata is small: whoever takes longer than this for it keeps a screen from the news on purpose.
std::chrono::seconds patience(std::size_t most_bytes) {
  constexpr std::size_t kSlowestBytesASecond = 10'000;
  return std::chrono::seconds(30 + most_bytes / kSlowestBytesASecond);
}

// An object store that may not be listed says 403 of what it does not have.
tl::unexpected<Error> status_failure(const std::string& url, int status) {
  const bool is_missing = status == 404 || status == 403 || status == 410;
  return fail(is_missing ? ErrorCode::not_found : ErrorCode::io,
              fmt::format("{}: the server answers {}", url, status));
}

}  // namespace

Result<std::unique_ptr<HttpOrigin>> HttpOrigin::create(std::string base, std::filesystem::path authority,
                                                       std::stop_token stop) {
  auto download = HttpDownload::create(std::move(authority), std::move(stop));
  if (!download) return tl::unexpected(download.error());
  return std::unique_ptr<HttpOrigin>(new HttpOrigin(std::move(base), std::move(*download)));
}

Result<std::vector<std::uint8_t>> HttpOrigin::get(const std::string& path, std::size_t most_bytes) {
  DownloadRequest request;
  request.url = base_ + path;
  request.most = most_bytes;
  request.may_be_compressed = true;
  request.longest = patience(most_bytes);
  std::vector<std::uint8_t> body;
  body.reserve(most_bytes);  // only what is written to costs memory; growing would cost it twice
  const auto answer = download_->get(request, [&body](std::uint64_t, Bytes bytes) {
    body.insert(body.end(), bytes.begin(), bytes.end());
    return true;
  });
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != kWhole) return status_failure(request.url, answer->status);
  return body;
}

// The mark is the server's entity tag and the body's digest: some servers have no tags.
Result<bool> HttpOrigin::has_changed(const std::string& path, std::string& mark) {
  DownloadRequest request;
  request.url = base_ + path;
  request.most = kMostTimestampBytes;
  request.longest = patience(kMostTimestampBytes);
  request.known_etag = mark.substr(0, mark.find('\n'));
  Digest digest;
  const auto answer = download_->get(request, [&digest](std::uint64_t, Bytes bytes) {
    digest.add(bytes);
    return true;
  });
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status == kNotModified && !mark.empty()) return false;
  if (answer->status != kWhole) return status_failure(request.url, answer->status);
  const std::string seen = digest.hex();
  const bool is_same = mark.ends_with("\n" + seen);
  mark = answer->etag + "\n" + seen;
  return !is_same;
}

Result<void> HttpOrigin::stream(const std::string& path, std::uint64_t from, std::uint64_t length,
                                const ByteSink& sink) {
  DownloadRequest request;
  request.url = base_ + path;
  request.from = from;
  request.most = length;
  request.bytes_per_second = bytes_per_second_;
  bool is_refused = false;
  const auto answer = download_->get(request, [&](std::uint64_t offset, Bytes bytes) {
    is_refused = !sink(offset, bytes);
    return !is_refused;
  });
  if (is_refused) return fail(ErrorCode::cancelled, "the transfer was ended");
  if (!answer) return tl::unexpected(answer.error());
  if (answer->status != kWhole && answer->status != kPart) return status_failure(request.url, answer->status);
  return {};
}

}  // namespace crier
