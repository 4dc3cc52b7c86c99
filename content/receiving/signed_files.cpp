// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/signed_files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostDamaged = 1'024;

// Changes whenever a file's bytes may have; empty where there is no file.
std::string stamp_of(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return {};
  return fmt::format("{}:{}:{}:{}.{}:{}.{}", status.st_dev, status.st_ino, status.st_size,
                     status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
                     status.st_ctim.tv_nsec);
}

}  // namespace

SignedFiles::SignedFiles() : folders_({}), good_({}), damaged_(kMostDamaged) {}

void SignedFiles::know(const std::filesystem::path& folder, const ApprovedContent& content) {
  auto files = std::make_shared<std::map<std::string, TargetFile, std::less<>>>();
  for (const Target& file : content.files) files->emplace_hint(files->end(), file.path, file.file);
  folders_.update([&](auto& folders) { folders[folder.string() + "/"] = std::move(files); });
}

std::optional<SignedFiles::Place> SignedFiles::place_of(const std::filesystem::path& file) const {
  const std::string path = file.lexically_normal().string();
  for (const auto& [folder, files] : folders_.get()) {
    if (path.starts_with(folder)) return Place{files, path.substr(folder.size())};
  }
  return std::nullopt;
}

Result<void> SignedFiles::check(const std::filesystem::path& file) {
  const auto place = place_of(file);
  if (!place) return {};
  const std::string stamp = stamp_of(file);
  const auto good = good_.get();
  const auto known = good.find(file.string());
  if (known != good.end() && known->second == stamp && !stamp.empty()) return {};
  const auto wanted = place->files->find(place->path);
  if (wanted == place->files->end())
    return fail(ErrorCode::format, fmt::format("{} was approved by nobody", place->path));
  const auto hash = file_sha256(file);
  if (hash && *hash == to_hex(*wanted->second.hashes.sha256)) {
    // Touched while it was read: it is looked at again the next time.
    if (stamp_of(file) == stamp) good_.update([&](auto& all) { all[file.string()] = stamp; });
    return {};
  }
  std::string path = place->path;
  damaged_.try_push(path);
  return fail(ErrorCode::format, fmt::format("{} is not what was approved; it is fetched anew", place->path));
}

}  // namespace crier
