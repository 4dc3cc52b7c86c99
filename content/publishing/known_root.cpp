// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/known_root.hpp"

#include <cstdlib>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"
#include "content/repository/limits.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

std::filesystem::path home_folder(const char* variable, const char* usual) {
  const char* const named = std::getenv(variable);
  if (named != nullptr && std::filesystem::path(named).is_absolute()) return named;
  const char* const home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') return {};
  return std::filesystem::path(home) / usual;
}

}  // namespace

std::filesystem::path user_state_folder() {
  const std::filesystem::path folder = home_folder("XDG_STATE_HOME", ".local/state");
  return folder.empty() ? folder : folder / "crier" / "roots";
}

std::filesystem::path user_cache_folder() {
  const std::filesystem::path folder = home_folder("XDG_CACHE_HOME", ".cache");
  return folder.empty() ? folder : folder / "crier";
}

std::filesystem::path KnownRoots::file_of(const std::string& address) const {
  return folder_ / (sha256_hex(as_bytes(address)).substr(0, 32) + ".root.json");
}

std::vector<std::uint8_t> KnownRoots::of(const std::string& address) const {
  if (folder_.empty()) return {};
  const auto text = read_text(file_of(address), kMostRootBytes);
  if (!text) return {};
  return {text->begin(), text->end()};
}

Result<void> KnownRoots::remember(const std::string& address, Bytes root) {
  if (folder_.empty()) return {};
  const auto known = read_text(file_of(address), kMostRootBytes);
  if (known && *known == as_text(root)) return {};
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  return write_atomically(file_of(address), root);
}

}  // namespace crier
