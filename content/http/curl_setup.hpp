// SPDX-License-Identifier: Apache-2.0
// What every use of libcurl here begins with. Any thread.
#pragma once

#include <filesystem>

namespace crier {

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

}  // namespace crier
