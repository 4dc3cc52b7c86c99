// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/folder_events.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <utility>

namespace crier {
namespace {

// A file that is still being written is read when it is closed, or when the time has passed.
constexpr std::uint32_t kInFolder = IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE |
                                    IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr std::uint32_t kInParent = IN_CREATE | IN_MOVED_TO;

}  // namespace

FolderEvents::FolderEvents(std::vector<std::filesystem::path> folders)
    : folders_(std::move(folders)),
      inotify_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
      wakeup_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  watch();
}

FolderEvents::~FolderEvents() {
  if (inotify_ >= 0) close(inotify_);
  if (wakeup_ >= 0) close(wakeup_);
}

void FolderEvents::watch() {
  if (inotify_ < 0) return;
  // Adding a watch again changes nothing, and follows a folder that was replaced under its name.
  for (const std::filesystem::path& folder : folders_) {
    if (inotify_add_watch(inotify_, folder.c_str(), kInFolder | IN_ONLYDIR) >= 0) continue;
    const std::filesystem::path parent = folder.has_parent_path() ? folder.parent_path() : ".";
    inotify_add_watch(inotify_, parent.c_str(), kInParent | IN_ONLYDIR);
  }
}

void FolderEvents::wait(Nanoseconds at_most) {
  std::array<pollfd, 2> waiting = {{{inotify_, POLLIN, 0}, {wakeup_, POLLIN, 0}}};
  const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(at_most).count();
  poll(waiting.data(), waiting.size(), static_cast<int>(milliseconds));
  // What happened does not matter: the folders are read anyway.
  std::array<char, 4096> events;
  while (inotify_ >= 0 && read(inotify_, events.data(), events.size()) > 0) {
  }
  watch();
}

void FolderEvents::wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(wakeup_, &one, sizeof one);
}

}  // namespace crier
