// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

namespace crier {

Result<Child> Child::start(const std::vector<std::string>& arguments, int channel, int pictures) {
  // Copies out of the way of the numbers that the child expects; they close themselves in the child.
  const int channel_copy = fcntl(channel, F_DUPFD_CLOEXEC, 10);
  const int pictures_copy = fcntl(pictures, F_DUPFD_CLOEXEC, 10);
  if (channel_copy < 0 || pictures_copy < 0) {
    const int reason = errno;
    for (const int copy : {channel_copy, pictures_copy})
      if (copy >= 0) close(copy);
    return fail(ErrorCode::io, fmt::format("no descriptors for a visit: {}", std::strerror(reason)));
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, channel_copy, kChildChannel);
  posix_spawn_file_actions_adddup2(&actions, pictures_copy, kChildPictures);
  posix_spawn_file_actions_addclosefrom_np(&actions, kChildPictures + 1);
  // What the parent ignores or blocks is not the child's.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  sigset_t usual;
  sigemptyset(&usual);
  for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGHUP}) sigaddset(&usual, signal);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

  std::vector<std::string> words{"crier-kiosk"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t pid = 0;
  const int status = posix_spawn(&pid, "/proc/self/exe", &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(channel_copy);
  close(pictures_copy);
  if (status != 0) {
    return fail(ErrorCode::device,
                fmt::format("cannot start the process of a visit: {}", std::strerror(status)));
  }
  return Child(pid);
}

Child::~Child() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

Child& Child::operator=(Child&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(status_, other.status_);
  return *this;
}

std::optional<std::string> Child::ending() {
  int status = 0;
  if (pid_ != 0 && waitpid(pid_, &status, WNOHANG) == pid_) {
    pid_ = 0;
    status_ = status;
  }
  if (!status_) return std::nullopt;
  return WIFSIGNALED(*status_) ? fmt::format("signal {}", WTERMSIG(*status_))
                               : fmt::format("exit {}", WEXITSTATUS(*status_));
}

void Child::kill() {
  if (pid_ != 0) ::kill(pid_, SIGKILL);
}

}  // namespace crier
