// SPDX-License-Identifier: Apache-2.0
// HttpOrigin: a repository on a web server or an object store, read without a password. Waits for the
// network; one thread at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "content/http/http_download.hpp"
#include "content/repository/origin.hpp"

namespace crier {

class HttpOrigin final : public Origin {
 public:
  // `base` ends in a slash. `authority`: certificates in PEM that https is held to; empty: the system's.
  static Result<std::unique_ptr<HttpOrigin>> create(std::string base, std::filesystem::path authority,
                                                    std::stop_token stop);

  Result<std::vector<std::uint8_t>> get(const std::string& path, std::size_t most_bytes) override;
  Result<bool> has_changed(const std::string& path, std::string& mark) override;
  Result<void> stream(const std::string& path, std::uint64_t from, std::uint64_t length,
                      const ByteSink& sink) override;

  // Of what `stream` takes; 0: no limit.
  void limit_pace(std::uint64_t bytes_per_second) override { bytes_per_second_ = bytes_per_second; }

 private:
  HttpOrigin(std::string base, std::unique_ptr<HttpDownload> download)
      : base_(std::move(base)), download_(std::move(download)) {}

  std::string base_;
  std::unique_ptr<HttpDownload> download_;
  std::uint64_t bytes_per_second_ = 0;
};

}  // namespace crier
