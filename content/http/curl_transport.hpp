// SPDX-License-Identifier: Apache-2.0
// CurlTransport: HTTP by libcurl. HTTPS believes one certificate authority only, whose file is named; a
// certificate may be of the future, for a kiosk's clock may be late. Plain HTTP goes to this machine alone,
// for tests and tunnels. Follows no redirection. One thread at a time.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "content/http/http_transport.hpp"

namespace crier {

// How slow a transfer may be, both ways and all in all, before it is given up.
struct TransferPace {
  std::chrono::milliseconds at_once{60'000};  // however little comes
  int least_bytes_a_second = 1'000;           // from then on, on average since the beginning
};

class CurlTransport final : public HttpTransport {
 public:
  // `authority`: certificates in PEM. A stop asked for ends a transfer at once.
  static Result<std::unique_ptr<CurlTransport>> create(std::filesystem::path authority, std::stop_token stop,
                                                       const TransferPace& pace = {});
  ~CurlTransport() override;

  Result<HttpResponse> send(const HttpRequest& request) override;

 private:
  struct Handle;
  CurlTransport(std::unique_ptr<Handle> handle, std::filesystem::path authority, std::stop_token stop,
                const TransferPace& pace);
  std::unique_ptr<Handle> handle_;
  std::filesystem::path authority_;
  std::stop_token stop_;
  TransferPace pace_;
};

}  // namespace crier
