// SPDX-License-Identifier: Apache-2.0
// HttpDownload: reads files of a web server, whole or from a byte on, at a pace that may be limited. Follows
// no redirection: a captive portal's answer is none of ours. What comes is believed by nobody here. Waits for
// the network; one thread at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "config/result.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

struct DownloadRequest {
  std::string url;                     // encoded
  std::uint64_t from = 0;              // the first byte wanted
  std::uint64_t most = 0;              // of the file's bytes, from its beginning; more ends the transfer
  std::string known_etag;              // of what is here already: then the server may answer 304
  bool may_be_compressed = false;      // on its way; offsets and lengths are the file's all the same
  std::uint64_t bytes_per_second = 0;  // 0: as fast as it comes
  std::chrono::seconds longest{0};     // that the whole may take; 0: as long as it is not too slow
};

struct DownloadAnswer {
  int status = 0;              // 200, 206, 304, 404, ...
  std::string etag;            // empty where the server names none, or the file is a few seconds old
  std::uint64_t received = 0;  // bytes of the file that were taken
};

class HttpDownload {
 public:
  // `authority`: certificates in PEM that https is held to; empty: the system's. A stop ends a transfer.
  static Result<std::unique_ptr<HttpDownload>> create(std::filesystem::path authority, std::stop_token stop);
  ~HttpDownload();

  // `take` is given the bytes of a 200 or 206, each with its offset in the file, and returns false to end the
  // transfer. Fails where no whole answer came, it was too long, or it was slower than 200 bytes a second
  // for half a minute. Any status is an answer.
  using Take = std::function<bool(std::uint64_t offset, Bytes bytes)>;
  Result<DownloadAnswer> get(const DownloadRequest& request, const Take& take);

 private:
  struct Handle;
  HttpDownload(std::unique_ptr<Handle> handle, std::filesystem::path authority, std::stop_token stop);
  std::unique_ptr<Handle> handle_;
  std::filesystem::path authority_;
  std::stop_token stop_;
};

}  // namespace crier
