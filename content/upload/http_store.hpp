// SPDX-License-Identifier: Apache-2.0
// HttpStore: envelopes as objects of an S3 bucket, signed by Signature V4, or as files of a WebDAV
// collection, by a name and a password. One thread at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/http/http_transport.hpp"
#include "content/http/s3_signature.hpp"
#include "content/upload/office_store.hpp"

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

class HttpStore final : public OfficeStore {
 public:
  // `clock` outlives the store. A kiosk's clock may be wrong by years: where the server says so by its Date,
  // the next request is signed by the server's time. That time is used for nothing else.
  HttpStore(HttpPlace place, std::unique_ptr<HttpTransport> transport, const Clock& clock);

  Result<void> put(const std::string& name, Bytes bytes) override;
  Result<std::vector<std::uint8_t>> get(const std::string& name, std::size_t most_bytes) override;
  // By S3's ListObjectsV2 in pages, or by one PROPFIND.
  Result<std::vector<std::string>> list() override;
  Result<void> remove(const std::string& name) override;

 private:
  struct Request {
    std::string method;
    std::string path;   // not yet encoded
    std::string query;  // encoded, its parts in rising order; empty where there is none
    Bytes body;
    std::size_t most_answer = 0;
  };
  Result<HttpResponse> send(const Request& request);
  std::string path_of(const std::string& name) const { return place_.folder + "/" + name; }
  Result<StoreListing> list_after(const std::string& last);

  HttpPlace place_;
  std::unique_ptr<HttpTransport> transport_;
  const Clock& clock_;
  Nanoseconds server_lead_{0};
};

// "Fri, 24 May 2013 00:00:00 GMT" (RFC 9110, section 5.6.7); none where it is not written so.
std::optional<WallTime> parse_http_date(std::string_view text);

}  // namespace crier
