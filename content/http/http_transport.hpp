// SPDX-License-Identifier: Apache-2.0
// HttpTransport: sends one HTTP request and waits for the answer. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/result.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;  // "PUT", "GET", "HEAD", ...
  std::string url;     // already encoded
  HttpHeaders headers;
  Bytes body;                   // outlives the call
  std::size_t most_answer = 0;  // bytes of the answer's body that are taken
};

struct HttpResponse {
  int status = 0;
  std::string date;  // the header Date; empty where there was none
  std::vector<std::uint8_t> body;
  std::optional<std::uint64_t> length = std::nullopt;  // the header Content-Length
};

class HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  // Fails where no whole answer came; any status is an answer.
  virtual Result<HttpResponse> send(const HttpRequest& request) = 0;
};

}  // namespace crier
