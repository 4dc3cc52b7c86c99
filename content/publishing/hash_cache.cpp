// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/hash_cache.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <sstream>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;
constexpr std::int64_t kUnsettled = 3'000'000'000;  // nanoseconds; some file systems count in twos of seconds

}  // namespace

HashCache::HashCache(std::filesystem::path file) : file_(std::move(file)) {
  if (file_.empty()) return;
  std::istringstream lines(read_text(file_, kMostBytes).value_or(std::string()));
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string hex;
    std::string path;
    Entry entry;
    words >> hex >> entry.size >> entry.modified >> entry.inode;
    words.get();
    std::getline(words, path);
    if (words && !path.empty() && from_hex(hex, entry.sha256)) entries_.insert_or_assign(path, entry);
  }
}

Result<TargetFile> HashCache::hash(const std::filesystem::path& file, std::chrono::sys_seconds now) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0)
    return fail(ErrorCode::io, fmt::format("{} cannot be read", file.string()));
  Entry entry{static_cast<std::uint64_t>(status.st_size),
              std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec,
              status.st_ino,
              {}};
  std::error_code error;
  const std::string path = std::filesystem::absolute(file, error).lexically_normal().string();
  const auto known = entries_.find(path);
  if (known != entries_.end() && known->second.size == entry.size &&
      known->second.modified == entry.modified && known->second.inode == entry.inode) {
    entry.sha256 = known->second.sha256;
  } else {
    const auto hex = file_sha256(file);
    if (!hex) return tl::unexpected(hex.error());
    if (!from_hex(*hex, entry.sha256)) return fail(ErrorCode::format, "a digest is none");
    const std::int64_t moment = std::chrono::nanoseconds(now.time_since_epoch()).count();
    if (entry.modified < moment - kUnsettled && path.find('\n') == std::string::npos)
      entries_.insert_or_assign(path, entry);
  }
  TargetFile target;
  target.length = entry.size;
  target.hashes.sha256 = entry.sha256;
  return target;
}

Result<void> HashCache::save() const {
  if (file_.empty()) return {};
  std::string text;
  for (const auto& [path, entry] : entries_)
    text +=
        fmt::format("{} {} {} {} {}\n", to_hex(entry.sha256), entry.size, entry.modified, entry.inode, path);
  std::error_code error;
  std::filesystem::create_directories(file_.parent_path(), error);
  return write_atomically(file_, as_bytes(text));
}

}  // namespace crier
