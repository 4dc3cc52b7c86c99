// SPDX-License-Identifier: Apache-2.0
// StoreClient: requests to an S3 bucket, signed by Signature V4, or to a WebDAV collection, by a name and a
// password. Waits for the network; one thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/clock.hpp"
#include "content/http/http_transport.hpp"
#include "content/http/s3_signature.hpp"

namespace crier {

enum class HttpDialect { s3, webdav };

struct HttpPlace {
  HttpDialect dialect = HttpDialect::s3;
  std::string origin;  // "https://host:port"
  std::string folder;  // "/bucket/outbox/T1-hall-01", not yet encoded
  std::string user;    // the access key or the name
  std::string password;
  std::string region = "us-east-1";  // S3's
};

// Of "s3+https://host:port/bucket/folder" or "dav+https://host/folder", also with http, which reaches this
// machine only. Without user and password. None where it is no such address; fails where it names no bucket
// or collection.
Result<std::optional<HttpPlace>> parse_http_place(std::string_view address);

struct StoreRequest {
  std::string method;
  std::string path;     // not yet encoded
  std::string query;    // encoded, its parts in rising order; empty where there is none
  HttpHeaders headers;  // beyond those that every request has
  Bytes body;           // outlives the call
  std::size_t most_answer = 0;
};

class StoreClient {
 public:
  // `clock` outlives this object. A machine's clock may be wrong by years: where the server says so by its
  // Date, the next request is signed by the server's time. That time is used for nothing else.
  StoreClient(HttpPlace place, std::unique_ptr<HttpTransport> transport, const Clock& clock)
      : place_(std::move(place)), transport_(std::move(transport)), clock_(clock) {}

  const HttpPlace& place() const { return place_; }

  // Fails where no whole answer came; any status is an answer.
  Result<HttpResponse> send(const StoreRequest& request);

 private:
  HttpPlace place_;
  std::unique_ptr<HttpTransport> transport_;
  const Clock& clock_;
  Nanoseconds server_lead_{0};
};

// 200 to 299.
bool is_success(int status);

// "Fri, 24 May 2013 00:00:00 GMT" (RFC 9110, section 5.6.7); none where it is not written so.
std::optional<WallTime> parse_http_date(std::string_view text);

}  // namespace crier
