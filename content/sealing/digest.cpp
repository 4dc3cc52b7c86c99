// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/digest.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <vector>

#include "content/sealing/hex.hpp"

namespace crier {
namespace {

constexpr std::size_t kReadBytes = 1 << 18;

}  // namespace

struct Digest::State {
  struct Closer {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD_CTX, Closer> context{EVP_MD_CTX_new()};
};

Digest::Digest(DigestAlgorithm algorithm) : state_(std::make_unique<State>()) {
  const EVP_MD* const kind = algorithm == DigestAlgorithm::sha512 ? EVP_sha512() : EVP_sha256();
  [[maybe_unused]] const int done = EVP_DigestInit_ex(state_->context.get(), kind, nullptr);
  assert(done == 1);
}

Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(Bytes bytes) {
  [[maybe_unused]] const int done = EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size());
  assert(done == 1);
}

std::string Digest::hex() {
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  [[maybe_unused]] const int done = EVP_DigestFinal_ex(state_->context.get(), hash.data(), &size);
  assert(done == 1);
  return to_hex(Bytes(hash).first(size));
}

std::string sha256_hex(Bytes bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.hex();
}

Result<std::string> file_sha256(const std::filesystem::path& file, const std::stop_token& stop) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0)
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                fmt::format("{} cannot be opened", file.string()));
  Digest digest;
  std::vector<std::uint8_t> bytes(kReadBytes);
  ssize_t count = 0;
  while (!stop.stop_requested()) {
    count = ::read(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    digest.add(Bytes(bytes).first(static_cast<std::size_t>(count)));
  }
  ::close(descriptor);
  if (count > 0) return fail(ErrorCode::cancelled, "stopped");
  if (count < 0) return fail(ErrorCode::io, fmt::format("{} cannot be read", file.string()));
  return digest.hex();
}

}  // namespace crier
