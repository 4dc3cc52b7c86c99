// SPDX-License-Identifier: Apache-2.0
#include "content/repository/target_download.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>
#include <vector>

#include "config/atomic_file.hpp"
#include "content/sealing/digest.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kReadBytes = 1 << 18;
constexpr std::uint64_t kSyncEvery = 8 << 20;  // so that a power cut costs little of a long transfer

// What is there of the file, and the digests of it.
class PartFile {
 public:
  PartFile(const std::filesystem::path& path, const TargetFile& target) : target_(target) {
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    forget();
    if (descriptor_ >= 0) read_what_is_there();
  }
  ~PartFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  std::uint64_t size() const { return size_; }
  // Some of it is an earlier try's.
  bool has_old_bytes() const { return has_old_bytes_; }

  bool take(std::uint64_t offset, Bytes bytes) {
    if (offset != size_ && !(offset == 0 && restart())) return false;
    add(bytes);
    while (!bytes.empty()) {
      const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    if (size_ - synced_ < kSyncEvery) return true;
    synced_ = size_;
    return ::fdatasync(descriptor_) == 0;
  }

  bool restart() {
    forget();
    has_old_bytes_ = false;
    return ::ftruncate(descriptor_, 0) == 0 && ::lseek(descriptor_, 0, SEEK_SET) == 0;
  }

  bool is_right() {
    if (size_ != target_.length || target_.hashes.has_other) return false;
    if (sha256_ && sha256_->hex() != to_hex(*target_.hashes.sha256)) return false;
    return !sha512_ || sha512_->hex() == to_hex(as_bytes(target_.hashes.sha512));
  }

  bool sync() { return ::fsync(descriptor_) == 0; }

 private:
  void forget() {
    size_ = synced_ = 0;
    sha256_.reset();
    sha512_.reset();
    if (target_.hashes.sha256) sha256_.emplace(DigestAlgorithm::sha256);
    if (!target_.hashes.sha512.empty()) sha512_.emplace(DigestAlgorithm::sha512);
  }

  void add(Bytes bytes) {
    if (sha256_) sha256_->add(bytes);
    if (sha512_) sha512_->add(bytes);
    size_ += bytes.size();
  }

  void read_what_is_there() {
    std::vector<std::uint8_t> buffer(kReadBytes);
    while (true) {
      const ssize_t count = ::read(descriptor_, buffer.data(), buffer.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) break;
      add(Bytes(buffer).first(static_cast<std::size_t>(count)));
    }
    synced_ = size_;
    has_old_bytes_ = size_ > 0;
    if (size_ > target_.length) restart();
  }

  const TargetFile& target_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t synced_ = 0;
  bool has_old_bytes_ = false;
  std::optional<Digest> sha256_;
  std::optional<Digest> sha512_;
};

tl::unexpected<Error> cannot_write(const std::filesystem::path& file) {
  return fail(ErrorCode::io,
              fmt::format("{} cannot be written; check permissions and free space", file.string()));
}

// What is missing of the file. Fails with code `format` where it is another one then.
Result<void> complete(PartFile& unfinished, const std::filesystem::path& part, Origin& origin,
                      const std::string& url_path, const TargetFile& target,
                      const DownloadProgress& progress) {
  bool is_written = true;
  bool goes_on = true;
  // An empty file needs no request.
  if (unfinished.size() < target.length) {
    const auto came =
        origin.stream(url_path, unfinished.size(), target.length, [&](std::uint64_t offset, Bytes bytes) {
          is_written = unfinished.take(offset, bytes);
          goes_on = is_written && (!progress || progress(unfinished.size()));
          return goes_on;
        });
    if (!is_written) return cannot_write(part);
    if (!goes_on) return fail(ErrorCode::cancelled, "the transfer was ended");
    if (!came) return came;
  }
  if (unfinished.is_right()) return {};
  // Too short may be a line that broke; all else is another file.
  if (unfinished.size() < target.length) return fail(ErrorCode::io, url_path + " came in part only");
  return fail(ErrorCode::format, url_path + " is another file than was signed");
}

}  // namespace

Result<void> download_target(Origin& origin, const std::string& url_path, const TargetFile& target,
                             const std::filesystem::path& file, const DownloadProgress& progress) {
  if (target.hashes.has_other)
    return fail(ErrorCode::format, url_path + " has a hash of an algorithm that is not known");
  const std::filesystem::path part = file.parent_path() / ("." + file.filename().string() + ".part");
  std::error_code error;
  {
    PartFile unfinished(part, target);
    if (!unfinished.is_open()) return cannot_write(part);
    auto done = complete(unfinished, part, origin, url_path, target, progress);
    // What an earlier try left may be of another day's file, or torn by a power cut.
    if (!done && done.error().code == ErrorCode::format && unfinished.has_old_bytes() && unfinished.restart())
      done = complete(unfinished, part, origin, url_path, target, progress);
    if (!done && (done.error().code == ErrorCode::format || done.error().code == ErrorCode::limit))
      std::filesystem::remove(part, error);
    if (!done) return done;
    if (!unfinished.sync()) return cannot_write(part);
  }
  std::filesystem::rename(part, file, error);
  if (error || !sync_folder(file.parent_path())) return cannot_write(part);
  return {};
}

}  // namespace crier
