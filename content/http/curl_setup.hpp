// SPDX-License-Identifier: Apache-2.0
// What every use of libcurl here begins with. Any thread.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

struct curl_slist;

namespace crier {

struct CurlCloser {
  void operator()(void* curl) const;
};
struct CurlListCloser {
  void operator()(curl_slist* list) const;
};
using CurlHandle = std::unique_ptr<void, CurlCloser>;  // a `CURL*`
using CurlList = std::unique_ptr<curl_slist, CurlListCloser>;

// libcurl's own preparations, done once; false where they failed.
bool is_curl_ready();

// Makes a `CURL*` hold https to certificates of that authority (a file in PEM; empty: the system's), by TLS
// 1.2 at least. A certificate of the future is taken: it says that this machine's clock is late, as after its
// battery failed. One that has expired is refused. False where this libcurl cannot.
bool prepare_tls(void* curl, const std::filesystem::path& authority);

// What every transfer of ours has: no redirections, no signals, a patience for connecting and for a line that
// stands still (`slow_seconds` below 200 bytes a second), and where libcurl writes its reasons:
// CURL_ERROR_SIZE bytes.
bool set_usual_options(void* curl, long slow_seconds, char* reason);

// A header's value where `line` is that header, without spaces and line end; `name` in small letters with its
// colon.
std::optional<std::string_view> header_value(std::string_view line, std::string_view name);

}  // namespace crier
