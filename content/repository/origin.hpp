// SPDX-License-Identifier: Apache-2.0
// Origin: where the files of a repository are read from: a server, a folder, a stick. It is trusted with
// nothing: it may be late, lie, and send without end. Methods wait; one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "config/result.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

// Takes bytes that stand at that offset of the file; false ends the transfer. An origin that cannot begin
// where it was asked to begins anew at 0.
using ByteSink = std::function<bool(std::uint64_t offset, Bytes bytes)>;

class Origin {
 public:
  virtual ~Origin() = default;

  // The whole file. `path` is below the origin and encoded as in a URL (RFC 3986, section 3.3). Fails with
  // code `not_found` only where the origin says that there is no such file, with `limit` beyond `most_bytes`,
  // with `cancelled` after a stop, and with `io` for all else.
  virtual Result<std::vector<std::uint8_t>> get(const std::string& path, std::size_t most_bytes) = 0;

  // Whether the file may be another one than when `mark` was set; sets it. An empty mark: it may. The
  // cheapest question there is: one request, and no answer's body where nothing changed.
  virtual Result<bool> has_changed(const std::string& path, std::string& mark) = 0;

  // The file from byte `from` on, up to `length`, its whole length. Success says only that nothing more came.
  virtual Result<void> stream(const std::string& path, std::uint64_t from, std::uint64_t length,
                              const ByteSink& sink) = 0;

  // The most that `stream` may take; 0: no limit. Where nobody else is in the way there is none.
  virtual void limit_pace(std::uint64_t /*bytes_per_second*/) {}
};

}  // namespace crier
