// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <set>

#include "config/atomic_file.hpp"
#include "content/publishing/change.hpp"
#include "content/publishing/workspace_files.hpp"
#include "content/sealing/hex.hpp"
#include "content/sealing/randomness.hpp"
#include "content/workspace/channel_file.hpp"
#include "content/workspace/file_names.hpp"
#include "content/workspace/workspace.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostTextBytes = std::size_t{8} << 20;
constexpr Nanoseconds kAssumedLength = std::chrono::seconds(10);

// A folder that goes with this object.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::array<std::uint8_t, 8> chance{};
    fill_randomly(chance);
    std::error_code error;
    path_ = std::filesystem::temp_directory_path(error) / ("crier-" + to_hex(chance));
    std::filesystem::create_directory(path_, error);
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, error);
  }
  ~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The file's name where it decides what is on; none for all others and where it would lead elsewhere.
std::optional<std::string> plan_file(const Target& target) {
  constexpr std::string_view kPrefix = kContentPrefix;
  if (!target.path.starts_with(kPrefix)) return std::nullopt;
  const std::string name = target.path.substr(kPrefix.size());
  const bool is_wanted = name == "office.toml" || name == "screens.toml" || name.starts_with("channels/") ||
                         role_of(name) == FileRole::playlist;
  if (!is_wanted || inside_name(name) != name) return std::nullopt;
  return name;
}

}  // namespace

Result<Office> planned_office(RepositoryStore& store, const std::vector<Target>& targets) {
  const ScratchFolder scratch;
  for (const Target& target : targets) {
    const auto name = plan_file(target);
    if (!name) continue;
    const auto bytes = store.get(stored_target_path(target.path, target.file), kMostTextBytes);
    if (!bytes) return tl::unexpected(bytes.error());
    if (bytes->size() != target.file.length || !target.file.hashes.fits(*bytes))
      return fail(ErrorCode::format,
                  fmt::format("{} in the repository is not the file that was signed", target.path));
    const std::filesystem::path file = scratch.path() / *name;
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    if (const auto written = write_atomically(file, *bytes); !written) return tl::unexpected(written.error());
  }
  auto workspace = load_workspace(scratch.path());
  if (!workspace) return tl::unexpected(workspace.error());
  return planned_office(std::move(workspace->office), targets);
}

Office planned_office(Office office, const std::vector<Target>& targets) {
  std::set<std::string_view> there;
  for (const Target& target : targets) there.insert(target.path);
  for (Medium& medium : office.media) {
    const bool is_there = there.contains(kContentPrefix + medium.name);
    medium.fault = is_there ? std::nullopt : std::optional<std::string>("it is not published");
    medium.duration = kAssumedLength;
  }
  for (auto& [id, channel] : office.channels) {
    for (auto& [name, playlist] : channel.playlists)
      for (Item& item : playlist.items) item.duration = Nanoseconds{0};
    settle_durations(office.media, channel);
  }
  return office;
}

}  // namespace crier
