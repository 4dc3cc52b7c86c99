// SPDX-License-Identifier: Apache-2.0
// AWS Signature Version 4 for S3, as its documentation describes it ("Authenticating Requests: Using the
// Authorization Header"). Our own, because libcurl's forgets the content's hash and signs headers that it
// then leaves out. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

#include "config/clock.hpp"
#include "content/http/http_transport.hpp"

namespace crier {

struct S3Credentials {
  std::string access_key;
  std::string secret_key;
  std::string region = "us-east-1";
};

// `headers` and what is to be added to them so that the server takes the request: x-amz-date,
// x-amz-content-sha256 and Authorization. `headers` has "host"; all of them are signed. `path` and
// `query` are encoded, the query's parts in rising order.
HttpHeaders sign_s3(const S3Credentials& credentials, std::string_view method, std::string_view path,
                    std::string_view query, HttpHeaders headers, Bytes body, WallTime now);

}  // namespace crier
