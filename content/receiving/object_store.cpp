// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/object_store.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <system_error>
#include <vector>

namespace crier {
namespace {

constexpr std::string_view kPart = ".part";

}  // namespace

Result<void> ObjectStore::make() {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  if (!error) return {};
  return fail(ErrorCode::io,
              fmt::format("{} cannot be made: {}; check permissions", folder_.string(), error.message()));
}

std::filesystem::path ObjectStore::part_of(const TargetFile& file) const {
  return folder_ / ("." + file.hashes.hex() + std::string(kPart));
}

bool ObjectStore::has(const TargetFile& file) const {
  struct stat status {};
  return ::lstat(path_of(file).c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         static_cast<std::uint64_t>(status.st_size) == file.length;
}

std::uint64_t ObjectStore::begun(const TargetFile& file) const {
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(part_of(file), error);
  return error ? 0 : size;
}

void ObjectStore::forget(const TargetFile& file) {
  std::error_code error;
  std::filesystem::remove(path_of(file), error);
}

void ObjectStore::sweep(const std::set<std::string>& wanted) {
  std::vector<std::filesystem::path> idle;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    std::string name = entry.path().filename().string();
    if (name.starts_with('.') && name.ends_with(kPart)) name = name.substr(1, name.size() - 1 - kPart.size());
    struct stat status {};
    if (::lstat(entry.path().c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    if (status.st_nlink == 1 && !wanted.contains(name)) idle.push_back(entry.path());
  }
  for (const auto& path : idle) std::filesystem::remove(path, error);
}

std::uint64_t ObjectStore::bytes() const {
  std::uint64_t sum = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    const std::uint64_t size = entry.file_size(error);
    if (!error) sum += size;
  }
  return sum;
}

}  // namespace crier
