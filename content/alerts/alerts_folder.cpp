// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alerts_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "content/alerts/alert_board.hpp"
#include "content/alerts/alert_file.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostFiles = 2000;

bool is_alert_name(const std::string& name) {
  constexpr std::string_view kEnding = ".xml";
  if (name.starts_with('.') || name.size() <= kEnding.size()) return false;
  return std::equal(kEnding.begin(), kEnding.end(), name.end() - kEnding.size(),
                    [](char a, char b) { return a == (b | 0x20) || a == b; });
}

class FileHandle {
 public:
  explicit FileHandle(int descriptor) : descriptor_(descriptor) {}
  ~FileHandle() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

AlertFile unreadable(const std::string& name, std::string why) {
  return {false,
          std::nullopt,
          {{Severity::error, name, 0, 0, "it cannot be read: " + std::move(why),
            "check that it is a file and may be read"}}};
}

// All of it, or one byte more than an alert may have.
std::optional<std::string> read_all(int file) {
  std::string bytes(kMostAlertBytes + 1, '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t count = read(file, bytes.data() + size, bytes.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return std::nullopt;
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace

std::optional<AlertListing> list_alerts(const std::filesystem::path& folder) {
  struct stat status {};
  if (stat(folder.c_str(), &status) != 0) return std::nullopt;
  AlertListing listing{.device = status.st_dev, .files = {}};
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!is_alert_name(name) || stat(entry->path().c_str(), &status) != 0 || !S_ISREG(status.st_mode))
      continue;
    listing.files.push_back({name,
                             {status.st_dev, status.st_ino, status.st_size, nanoseconds(status.st_mtim),
                              nanoseconds(status.st_ctim)}});
  }
  if (error) return std::nullopt;
  std::sort(listing.files.begin(), listing.files.end(),
            [](const AlertFileName& a, const AlertFileName& b) { return a.name < b.name; });
  if (listing.files.size() > kMostFiles) listing.files.resize(kMostFiles);
  return listing;
}

AlertFile read_alert(const std::filesystem::path& path, const std::string& name) {
  const FileHandle file(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || fstat(file.get(), &status) != 0) return unreadable(name, std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return unreadable(name, "it is not a file");
  const auto bytes = read_all(file.get());
  if (!bytes) return unreadable(name, std::strerror(errno));
  AlertFile result{.readable = true, .alert = std::nullopt, .diagnostics = {}};
  result.alert = parse_alert(*bytes, name, result.diagnostics);
  return result;
}

Diagnostics check_alerts(const std::filesystem::path& folder, const std::string& name, WallTime now) {
  Diagnostics diagnostics;
  const auto listing = list_alerts(folder);
  if (!listing) return diagnostics;
  for (const AlertFileName& file : listing->files) {
    const std::string shown_name = name + "/" + file.name;
    AlertFile read = read_alert(folder / file.name, shown_name);
    diagnostics.insert(diagnostics.end(), read.diagnostics.begin(), read.diagnostics.end());
    if (!read.alert) continue;
    AlertBoard alone;
    const bool is_cancel = read.alert->message == AlertMessage::cancel;
    alone.offer(file.name, *std::move(read.alert));
    const auto idle = alone.idle(now, {});
    if (idle.empty() || is_cancel || idle.begin()->second == "it is not yet effective") continue;
    diagnostics.push_back({Severity::warning, shown_name, 0, 0, "no screen shows it: " + idle.begin()->second,
                           "delete it, if it is of no use any more"});
  }
  return diagnostics;
}

}  // namespace crier
