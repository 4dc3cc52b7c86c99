// SPDX-License-Identifier: Apache-2.0
#include "content/commands/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

extern char** environ;

namespace crier {
namespace {

constexpr int kTickMilliseconds = 250;
constexpr std::size_t kLongestLine = 64 * 1024;

std::string text_of(int error) {
  return std::generic_category().message(error);
}

class FileDescriptor {
 public:
  explicit FileDescriptor(int descriptor = -1) : descriptor_(descriptor) {}
  ~FileDescriptor() { reset(); }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  int get() const { return descriptor_; }
  void reset(int descriptor = -1) {
    if (descriptor_ >= 0) close(descriptor_);
    descriptor_ = descriptor;
  }

 private:
  int descriptor_;
};

// Turns the signals that ask to stop into something to poll for, until it is destroyed.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&stopping_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&stopping_, signal);
    pthread_sigmask(SIG_BLOCK, &stopping_, &before_);
    descriptor_.reset(signalfd(-1, &stopping_, SFD_CLOEXEC));
  }
  ~StopSignals() {
    // What has been answered here is not to end the program afterwards.
    const timespec at_once{};
    while (sigtimedwait(&stopping_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  int descriptor() const { return descriptor_.get(); }
  const sigset_t& mask_before() const { return before_; }

 private:
  sigset_t stopping_{};
  sigset_t before_{};
  FileDescriptor descriptor_;
};

// One of the program's outputs, cut into lines.
class LinePipe {
 public:
  explicit LinePipe(const std::function<void(std::string_view)>& on_line) : on_line_(on_line) {}

  bool open() {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    reading_.reset(ends[0]);
    writing_.reset(ends[1]);
    return true;
  }
  bool is_open() const { return reading_.get() >= 0; }
  int reading_end() const { return reading_.get(); }
  int writing_end() const { return writing_.get(); }
  void close_writing_end() { writing_.reset(); }

  // Takes what is there; to be called where reading does not wait.
  void read_some() {
    std::array<char, 4096> bytes;
    const ssize_t count = read(reading_.get(), bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (count <= 0) {
      if (!rest_.empty()) tell(rest_);
      rest_.clear();
      reading_.reset();
      return;
    }
    rest_.append(bytes.data(), static_cast<std::size_t>(count));
    std::size_t begin = 0;
    for (std::size_t end; (end = rest_.find('\n', begin)) != std::string::npos; begin = end + 1)
      tell(std::string_view(rest_).substr(begin, end - begin));
    rest_.erase(0, begin);
    if (rest_.size() < kLongestLine) return;
    tell(rest_);
    rest_.clear();
  }

 private:
  void tell(std::string_view line) const {
    if (on_line_) on_line_(line);
  }

  const std::function<void(std::string_view)>& on_line_;
  FileDescriptor reading_;
  FileDescriptor writing_;
  std::string rest_;
};

// The program's pipes and a process group of its own, so that a key pressed at the terminal reaches us alone.
Result<pid_t> start(const std::vector<std::string>& arguments, const LinePipe& output, const LinePipe& error,
                    const sigset_t& mask) {
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&files, output.writing_end(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, error.writing_end(), STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setsigmask(&attributes, &mask);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_t process = 0;
  const int status = posix_spawnp(&process, argv[0], &files, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (status != 0)
    return fail(status == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                fmt::format("cannot start {}: {}", arguments[0], text_of(status)));
  return process;
}

ChildEnd wait_for(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) return {0, WTERMSIG(status)};
  return {WEXITSTATUS(status), 0};
}

}  // namespace

Result<ChildEnd> run_child(const std::vector<std::string>& arguments, const ChildListener& listener) {
  const StopSignals signals;
  LinePipe output(listener.on_output);
  LinePipe error(listener.on_error);
  if (signals.descriptor() < 0 || !output.open() || !error.open())
    return fail(ErrorCode::io, fmt::format("cannot start {}: {}", arguments[0], text_of(errno)));
  const auto process = start(arguments, output, error, signals.mask_before());
  if (!process) return tl::unexpected(process.error());
  output.close_writing_end();
  error.close_writing_end();
  while (output.is_open() || error.is_open()) {
    pollfd waiting[] = {{signals.descriptor(), POLLIN, 0},
                        {output.reading_end(), POLLIN, 0},
                        {error.reading_end(), POLLIN, 0}};
    poll(waiting, std::size(waiting), kTickMilliseconds);
    if (waiting[0].revents != 0) {
      kill(-*process, SIGKILL);
      wait_for(*process);
      return fail(ErrorCode::cancelled, fmt::format("{} was stopped", arguments[0]));
    }
    if (waiting[1].revents != 0) output.read_some();
    if (waiting[2].revents != 0) error.read_some();
    if (listener.on_tick) listener.on_tick();
  }
  return wait_for(*process);
}

}  // namespace crier
