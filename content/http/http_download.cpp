// SPDX-License-Identifier: Apache-2.0
#include "content/http/http_download.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "content/http/curl_setup.hpp"
#include "content/http/store_client.hpp"

namespace crier {
namespace {

constexpr long kSlowSeconds = 30;
// A server that makes its tags of a file's length and second (nginx) may give the next file of that second
// the same one.
constexpr Nanoseconds kTagSettles = std::chrono::seconds(5);
constexpr int kWhole = 200;
constexpr int kPart = 206;

struct Transfer {
  CURL* curl = nullptr;
  const DownloadRequest* request = nullptr;
  const HttpDownload::Take* take = nullptr;
  const std::stop_token* stop = nullptr;
  DownloadAnswer answer;
  std::optional<WallTime> date;      // of the answer, by the server's clock
  std::optional<WallTime> modified;  // and of the file
  std::uint64_t part_begins = 0;     // by Content-Range
  bool is_wrong_part = false;
  bool is_too_long = false;
};

std::size_t take_body(char* in, std::size_t size, std::size_t count, void* data) {
  auto& transfer = *static_cast<Transfer*>(data);
  const std::size_t bytes = size * count;
  long status = 0;
  curl_easy_getinfo(transfer.curl, CURLINFO_RESPONSE_CODE, &status);
  if (status != kWhole && status != kPart) return bytes;  // an error's page
  const std::uint64_t begins = status == kPart ? transfer.part_begins : 0;
  transfer.is_wrong_part = status == kPart && begins != transfer.request->from;
  const std::uint64_t offset = begins + transfer.answer.received;
  transfer.is_too_long = offset + bytes > transfer.request->most;
  if (transfer.is_wrong_part || transfer.is_too_long) return 0;
  transfer.answer.received += bytes;
  return (*transfer.take)(offset, {reinterpret_cast<const std::uint8_t*>(in), bytes}) ? bytes : 0;
}

std::size_t take_header(char* in, std::size_t size, std::size_t count, void* data) {
  constexpr std::size_t kMostEtag = 200;
  auto& transfer = *static_cast<Transfer*>(data);
  const std::string_view line(in, size * count);
  if (const auto etag = header_value(line, "etag:"); etag && etag->size() <= kMostEtag)
    transfer.answer.etag = *etag;
  if (const auto date = header_value(line, "date:")) transfer.date = parse_http_date(*date);
  if (const auto modified = header_value(line, "last-modified:"))
    transfer.modified = parse_http_date(*modified);
  // "bytes 50000-99999/100000" (RFC 9110, section 14.4).
  if (auto range = header_value(line, "content-range:"); range && range->starts_with("bytes ")) {
    range->remove_prefix(6);
    std::from_chars(range->data(), range->data() + range->size(), transfer.part_begins);
  }
  return size * count;
}

int ask_whether_to_stop(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Transfer*>(data)->stop->stop_requested() ? 1 : 0;
}

}  // namespace

struct HttpDownload::Handle {
  CurlHandle curl;
};

HttpDownload::HttpDownload(std::unique_ptr<Handle> handle, std::filesystem::path authority,
                           std::stop_token stop)
    : handle_(std::move(handle)), authority_(std::move(authority)), stop_(std::move(stop)) {}

HttpDownload::~HttpDownload() = default;

Result<std::unique_ptr<HttpDownload>> HttpDownload::create(std::filesystem::path authority,
                                                           std::stop_token stop) {
  auto handle = std::make_unique<Handle>();
  if (is_curl_ready()) handle->curl.reset(curl_easy_init());
  if (!handle->curl) return fail(ErrorCode::limit, "libcurl cannot be made ready");
  return std::unique_ptr<HttpDownload>(
      new HttpDownload(std::move(handle), std::move(authority), std::move(stop)));
}

Result<DownloadAnswer> HttpDownload::get(const DownloadRequest& request, const Take& take) {
  CURL* const curl = handle_->curl.get();
  curl_easy_reset(curl);  // keeps the connection
  Transfer transfer{curl, &request, &take, &stop_, {}, {}, {}, 0, false, false};
  CurlList headers;
  if (!request.known_etag.empty())
    headers.reset(curl_slist_append(nullptr, ("If-None-Match: " + request.known_etag).c_str()));
  char reason[CURL_ERROR_SIZE] = "";
  bool is_set = prepare_tls(curl, authority_) && set_usual_options(curl, kSlowSeconds, reason);
  const auto set = [curl, &is_set](CURLoption option, auto value) {
    is_set = is_set && curl_easy_setopt(curl, option, value) == CURLE_OK;
  };
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_PATH_AS_IS, 1L);
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_WRITEFUNCTION, &take_body);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_HEADERFUNCTION, &take_header);
  set(CURLOPT_HEADERDATA, &transfer);
  set(CURLOPT_XFERINFOFUNCTION, &ask_whether_to_stop);
  set(CURLOPT_XFERINFODATA, &transfer);
  set(CURLOPT_MAX_RECV_SPEED_LARGE, static_cast<curl_off_t>(request.bytes_per_second));
  set(CURLOPT_TIMEOUT, static_cast<long>(request.longest.count()));
  if (request.may_be_compressed) set(CURLOPT_ACCEPT_ENCODING, "gzip");
  const std::string range = fmt::format("{}-", request.from);
  if (request.from > 0) set(CURLOPT_RANGE, range.c_str());
  if (!is_set) return fail(ErrorCode::limit, "libcurl does not take a request; is its version too old?");
  const CURLcode code = curl_easy_perform(curl);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  transfer.answer.status = static_cast<int>(status);
  if (code == CURLE_ABORTED_BY_CALLBACK) return fail(ErrorCode::cancelled, "the transfer was stopped");
  if (transfer.is_too_long) return fail(ErrorCode::limit, request.url + " is longer than it may be");
  if (transfer.is_wrong_part) return fail(ErrorCode::io, request.url + ": another part came than was wanted");
  if (code != CURLE_OK)
    return fail(ErrorCode::io,
                fmt::format("{}: {}", request.url, *reason != '\0' ? reason : curl_easy_strerror(code)));
  if (transfer.date && transfer.modified && *transfer.date - *transfer.modified < kTagSettles)
    transfer.answer.etag.clear();
  return std::move(transfer.answer);
}

}  // namespace crier
