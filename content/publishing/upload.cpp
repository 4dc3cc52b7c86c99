// SPDX-License-Identifier: Apache-2.0
#include "content/publishing/upload.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace crier {
namespace {

// A file's bytes without a copy of them; empty files map to nothing.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (descriptor >= 0 && ::fstat(descriptor, &status) == 0) {
      size_ = static_cast<std::size_t>(status.st_size);
      if (size_ > 0) address_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
      is_open_ = address_ != MAP_FAILED;
    }
    if (descriptor >= 0) ::close(descriptor);
  }
  ~MappedFile() {
    if (is_open_ && size_ > 0) ::munmap(address_, size_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  bool is_open() const { return is_open_; }
  Bytes bytes() const { return {static_cast<const std::uint8_t*>(address_), is_open_ ? size_ : 0}; }

 private:
  void* address_ = nullptr;
  std::size_t size_ = 0;
  bool is_open_ = false;
};

// True where the file was put; false where it is there.
Result<bool> upload(RepositoryStore& store, const LocalTarget& local) {
  const TargetFile& file = local.target.file;
  const std::string path = stored_target_path(local.target.path, file);
  const auto there = store.size(path);
  if (!there) return tl::unexpected(there.error());
  if (*there == file.length) return false;
  const MappedFile mapped(local.file);
  if (!mapped.is_open()) return fail(ErrorCode::io, fmt::format("{} cannot be read", local.file.string()));
  if (mapped.bytes().size() != file.length || !file.hashes.fits(mapped.bytes()))
    return fail(ErrorCode::io,
                fmt::format("{} was changed while it was published; publish again", local.file.string()));
  if (*there) {
    // Of this name and another length: torn, by a store that does not write whole files only.
    if (const auto mended = store.replace(path, mapped.bytes()); !mended)
      return tl::unexpected(mended.error());
    return true;
  }
  return store.create(path, mapped.bytes());
}

}  // namespace

Result<UploadCount> upload_targets(RepositoryStore& store, const std::vector<LocalTarget>& targets,
                                   const UploadProgress& progress) {
  std::uint64_t all = 0;
  for (const LocalTarget& local : targets) all += local.target.file.length;
  UploadCount count;
  std::uint64_t done = 0;
  for (const LocalTarget& local : targets) {
    const auto is_new = upload(store, local);
    if (!is_new) return tl::unexpected(is_new.error());
    done += local.target.file.length;
    if (*is_new) {
      ++count.files;
      count.bytes += local.target.file.length;
    }
    if (progress) progress(done, all);
  }
  return count;
}

}  // namespace crier
