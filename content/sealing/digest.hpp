// SPDX-License-Identifier: Apache-2.0
// Digests (FIPS 180-4) of bytes, of streams and of files, by OpenSSL, which uses the processor's own
// instructions. Any thread; one Digest belongs to one.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "config/result.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

enum class DigestAlgorithm { sha256, sha512 };

class Digest {
 public:
  explicit Digest(DigestAlgorithm algorithm = DigestAlgorithm::sha256);
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  void add(Bytes bytes);
  std::string hex();  // of everything added, in small letters; nothing is added afterwards

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256_hex(Bytes bytes);

// Reads the whole file. Fails where it cannot be read, and with code `cancelled` once a stop is asked for.
Result<std::string> file_sha256(const std::filesystem::path& file, const std::stop_token& stop = {});

}  // namespace crier
