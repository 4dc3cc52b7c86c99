// SPDX-License-Identifier: Apache-2.0
#include "content/http/curl_transport.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <utility>

#include "content/http/curl_setup.hpp"

namespace crier {
namespace {

constexpr long kSlowSeconds = 60;

// What a transfer reads from and writes to.
struct Transfer {
  Bytes body;  // what is left of it
  Bytes whole;
  std::size_t most_answer = 0;
  HttpResponse response;
  const std::stop_token* stop = nullptr;
  TransferPace pace;
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  bool is_too_slow = false;
};

std::size_t give_body(char* out, std::size_t size, std::size_t count, void* data) {
  auto& transfer = *static_cast<Transfer*>(data);
  const std::size_t bytes = std::min(size * count, transfer.body.size());
  std::memcpy(out, transfer.body.data(), bytes);
  transfer.body = transfer.body.subspan(bytes);
  return bytes;
}

// A connection that was kept may turn out to be closed once a request is half sent. libcurl then sends it
// anew over another, if it gets the body from its beginning.
int rewind_body(void* data, curl_off_t offset, int origin) {
  auto& transfer = *static_cast<Transfer*>(data);
  if (origin != SEEK_SET || offset < 0 || static_cast<std::size_t>(offset) > transfer.whole.size())
    return CURL_SEEKFUNC_CANTSEEK;
  transfer.body = transfer.whole.subspan(static_cast<std::size_t>(offset));
  return CURL_SEEKFUNC_OK;
}

std::size_t take_body(char* in, std::size_t size, std::size_t count, void* data) {
  auto& transfer = *static_cast<Transfer*>(data);
  auto& body = transfer.response.body;
  if (body.size() + size * count > transfer.most_answer) return 0;  // ends the transfer
  body.insert(body.end(), in, in + size * count);
  return size * count;
}

std::size_t take_header(char* in, std::size_t size, std::size_t count, void* data) {
  if (const auto date = header_value({in, size * count}, "date:"))
    static_cast<Transfer*>(data)->response.date = *date;
  return size * count;
}

// A store that drips a little more than libcurl's own limit would hold the line for hours.
int ask_whether_to_stop(void* data, curl_off_t, curl_off_t down, curl_off_t, curl_off_t up) {
  auto& transfer = *static_cast<Transfer*>(data);
  const std::chrono::duration<double> earned(static_cast<double>(down + up) /
                                             transfer.pace.least_bytes_a_second);
  transfer.is_too_slow = std::chrono::steady_clock::now() - transfer.began > transfer.pace.at_once + earned;
  return transfer.is_too_slow || transfer.stop->stop_requested() ? 1 : 0;
}

bool is_this_machine(std::string_view url) {
  constexpr std::string_view kHosts[] = {"http://127.0.0.1", "http://localhost", "http://[::1]"};
  return std::any_of(std::begin(kHosts), std::end(kHosts), [url](std::string_view host) {
    return url.starts_with(host) &&
           (url.size() == host.size() || url[host.size()] == ':' || url[host.size()] == '/');
  });
}

CurlList list_of(const HttpHeaders& headers) {
  // libcurl waits for leave to send a large body; a header without a value takes that away.
  CurlList list(curl_slist_append(nullptr, "Expect:"));
  for (const auto& [name, value] : headers) {
    curl_slist* const longer = curl_slist_append(list.get(), fmt::format("{}: {}", name, value).c_str());
    if (longer == nullptr) return nullptr;
    static_cast<void>(list.release());  // the longer list begins with it
    list.reset(longer);
  }
  return list;
}

}  // namespace

struct CurlTransport::Handle {
  CurlHandle curl;
};

CurlTransport::CurlTransport(std::unique_ptr<Handle> handle, std::filesystem::path authority,
                             std::stop_token stop, const TransferPace& pace)
    : handle_(std::move(handle)), authority_(std::move(authority)), stop_(std::move(stop)), pace_(pace) {}

CurlTransport::~CurlTransport() = default;

Result<std::unique_ptr<CurlTransport>> CurlTransport::create(std::filesystem::path authority,
                                                             std::stop_token stop, const TransferPace& pace) {
  auto handle = std::make_unique<Handle>();
  if (is_curl_ready()) handle->curl.reset(curl_easy_init());
  if (!handle->curl) return fail(ErrorCode::limit, "libcurl cannot be made ready");
  return std::unique_ptr<CurlTransport>(
      new CurlTransport(std::move(handle), std::move(authority), std::move(stop), pace));
}

Result<HttpResponse> CurlTransport::send(const HttpRequest& request) {
  const bool is_secure = request.url.starts_with("https://");
  if (!is_secure && !is_this_machine(request.url))
    return fail(ErrorCode::invalid_argument,
                fmt::format("{} is not https; nothing travels by anything else", request.url));
  CURL* const curl = handle_->curl.get();
  curl_easy_reset(curl);  // keeps the connection
  Transfer transfer{request.body, request.body, request.most_answer, {}, &stop_, pace_};
  const CurlList headers = list_of(request.headers);
  char reason[CURL_ERROR_SIZE] = "";
  bool is_set = headers != nullptr && set_usual_options(curl, kSlowSeconds, reason);
  const auto set = [curl, &is_set](CURLoption option, auto value) {
    is_set = is_set && curl_easy_setopt(curl, option, value) == CURLE_OK;
  };
  set(CURLOPT_URL, request.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, is_secure ? "https" : "http");
  set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_WRITEFUNCTION, &take_body);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_HEADERFUNCTION, &take_header);
  set(CURLOPT_HEADERDATA, &transfer);
  set(CURLOPT_XFERINFOFUNCTION, &ask_whether_to_stop);
  set(CURLOPT_XFERINFODATA, &transfer);
  if (is_secure) {
    is_set = is_set && prepare_tls(curl, authority_);
  }
  if (request.method == "PUT") {
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &give_body);
    set(CURLOPT_READDATA, &transfer);
    set(CURLOPT_SEEKFUNCTION, &rewind_body);
    set(CURLOPT_SEEKDATA, &transfer);
    set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  if (!is_set) return fail(ErrorCode::limit, "libcurl does not take a request; is its version too old?");
  // A request for the head alone has an answer with a length and no body.
  if (request.method == "HEAD") curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
  const CURLcode code = curl_easy_perform(curl);
  if (transfer.is_too_slow)
    return fail(ErrorCode::io,
                fmt::format("{}: slower than {} bytes a second", request.url, pace_.least_bytes_a_second));
  if (code == CURLE_ABORTED_BY_CALLBACK) return fail(ErrorCode::cancelled, "the transfer was stopped");
  if (code != CURLE_OK)
    return fail(ErrorCode::io,
                fmt::format("{}: {}", request.url, *reason != '\0' ? reason : curl_easy_strerror(code)));
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  transfer.response.status = static_cast<int>(status);
  curl_off_t length = -1;
  curl_easy_getinfo(curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  if (length >= 0) transfer.response.length = static_cast<std::uint64_t>(length);
  return std::move(transfer.response);
}

}  // namespace crier
