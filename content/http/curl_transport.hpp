// SPDX-License-Identifier: Apache-2.0
// CurlTransport: HTTP by libcurl. HTTPS believes one certificate authority only, whose file is named; a
// certificate may be of the future, for a kiosk's clock may be late. Plain HTTP goes to this machine alone,
// for tests and tunnels. Follows no redirection. One thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include "content/http/http_transport.hpp"

namespace crier {

class CurlTransport final : public HttpTransport {
 public:
  // `authority`: certificates in PEM. A stop asked for ends a transfer at once.
  static Result<std::unique_ptr<CurlTransport>> create(std::filesystem::path authority, std::stop_token stop);
  ~CurlTransport() override;

  Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  struct Handle;
  CurlTransport(std::unique_ptr<Handle> handle, std::filesystem::path authority, std::stop_token stop);
  std::unique_ptr<Handle> handle_;
  std::filesystem::path authority_;
  std::stop_token stop_;
};

}  // namespace crier
