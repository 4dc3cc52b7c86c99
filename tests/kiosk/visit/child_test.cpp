// SPDX-License-Identifier: Apache-2.0
// The process of a visit as its parent sees it, and what it takes from itself. This program plays both parts:
// started with --visit-part NAME it is the child.
#include "kiosk/visit/child.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <optional>
#include <source_location>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/visit/channel.hpp"
#include "kiosk/visit/messages.hpp"
#include "kiosk/visit/seclusion.hpp"
#include "kiosk/visit/shared_pictures.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr int kGood = 0;

bool is_open(int fd) {
  return fcntl(fd, F_GETFD) != -1;
}

// In a child: where something does not hold, ends it with a status made of the line.
void require(bool holds, const std::source_location& where = std::source_location::current()) {
  if (!holds) _exit(static_cast<int>(where.line() % 200) + 1);
}

int play_exit() {
  return 7;
}

int play_crash() {
  const rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  std::signal(SIGSEGV, SIG_DFL);
  raise(SIGSEGV);
  return 1;
}

int play_sleep() {
  auto channel = MessageChannel::adopt(kChildChannel);
  require(channel.has_value());
  require(channel->send(FromVisit(from_visit::Ready{})).has_value());
  for (;;) pause();
}

// Exactly the descriptors it was promised, and none of its parent's signals.
int play_inspect() {
  require(is_open(STDOUT_FILENO) && is_open(STDERR_FILENO));
  char byte = 0;
  require(read(STDIN_FILENO, &byte, 1) == 0);
  for (int fd = kChildPictures + 1; fd < 1024; ++fd) require(!is_open(fd));
  sigset_t blocked;
  sigprocmask(SIG_SETMASK, nullptr, &blocked);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) require(!sigismember(&blocked, signal));
  struct sigaction action {};
  for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGHUP}) {
    sigaction(signal, nullptr, &action);
    require(action.sa_handler == SIG_DFL);
  }
  auto channel = MessageChannel::adopt(kChildChannel);
  auto pictures = SharedPictures::adopt(kChildPictures, 6, 5, 1);
  require(channel && pictures);
  pictures->pixels(0)[3] = 200;
  require(channel->send(FromVisit(from_visit::Ready{})).has_value());
  return kGood;
}

int play(const std::string& part) {
  if (part == "exit") return play_exit();
  if (part == "crash") return play_crash();
  if (part == "sleep") return play_sleep();
  if (part == "inspect") return play_inspect();
  return 1;
}

struct Household {
  MessageChannel::Ends ends;
  SharedPictures pictures;
};

Household furnish() {
  auto ends = MessageChannel::open_pair();
  auto pictures = SharedPictures::create(6, 5, 1);
  if (!ends || !pictures) std::abort();
  return {std::move(*ends), std::move(*pictures)};
}

Result<Child> start(const Household& house, const std::string& part) {
  return Child::start({"--visit-part", part}, house.ends.visit.fd(), house.pictures.fd());
}

// Within ten seconds.
std::optional<std::string> ending_of(Child& child) {
  for (int i = 0; i < 1000; ++i) {
    if (auto ending = child.ending()) return ending;
    std::this_thread::sleep_for(10ms);
  }
  return std::nullopt;
}

bool hears_something(const MessageChannel& channel) {
  pollfd waiting{channel.fd(), POLLIN, 0};
  return poll(&waiting, 1, 10'000) == 1;
}

// Forks, calls `part` there, and tells its exit status, or 256 and its signal.
int status_of_fork(const std::function<int()>& part) {
  const pid_t child = fork();
  if (child == 0) _exit(part());
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return -1;
  return WIFSIGNALED(status) ? 256 + WTERMSIG(status) : WEXITSTATUS(status);
}

TEST(Child, tells_how_it_ended_and_goes_on_telling) {
  const Household house = furnish();
  for (const auto& [part, how] : {std::pair{"exit", "exit 7"}, {"crash", "signal 11"}}) {
    auto child = start(house, part);
    ASSERT_TRUE(child) << child.error().message;
    EXPECT_GT(child->pid(), 0);
    EXPECT_EQ(ending_of(*child), how);
    EXPECT_EQ(child->ending(), how);
    child->kill();  // nothing is left to be killed
  }
}

TEST(Child, has_its_two_descriptors_and_no_others) {
  Household house = furnish();
  const int secret = open("/dev/null", O_RDONLY);  // not closed on exec
  ASSERT_GT(secret, kChildPictures);
  sigset_t blocked;
  sigset_t before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  sigprocmask(SIG_BLOCK, &blocked, &before);
  auto* const pipe_before = std::signal(SIGPIPE, SIG_IGN);
  auto child = start(house, "inspect");
  std::signal(SIGPIPE, pipe_before);
  sigprocmask(SIG_SETMASK, &before, nullptr);
  close(secret);
  ASSERT_TRUE(child);
  EXPECT_EQ(ending_of(*child), "exit 0");
  EXPECT_EQ(house.pictures.pixels(0)[3], 200);
  const auto packet = house.ends.player.receive();
  ASSERT_TRUE(packet && *packet);
  EXPECT_TRUE(std::holds_alternative<from_visit::Ready>(*decode_from_visit(**packet, {0, 0, 6, 5})));
}

TEST(Child, has_not_ended_while_it_runs_and_dies_when_it_is_killed) {
  const Household house = furnish();
  auto child = start(house, "sleep");
  ASSERT_TRUE(child);
  ASSERT_TRUE(hears_something(house.ends.player));
  EXPECT_FALSE(child->ending());
  child->kill();
  EXPECT_EQ(ending_of(*child), "signal 9");
}

TEST(Child, is_killed_and_buried_by_its_destructor) {
  const Household house = furnish();
  pid_t pid = 0;
  {
    auto child = start(house, "sleep");
    ASSERT_TRUE(child);
    const Child moved = std::move(*child);
    pid = moved.pid();
    ASSERT_TRUE(hears_something(house.ends.player));
    EXPECT_EQ(kill(pid, 0), 0);
  }
  EXPECT_EQ(kill(pid, 0), -1);
  EXPECT_EQ(errno, ESRCH) << "not even a zombie is left";
}

TEST(Child, is_not_started_without_its_descriptors) {
  const Household house = furnish();
  EXPECT_FALSE(Child::start({"--visit-part", "exit"}, -1, house.pictures.fd()));
  EXPECT_FALSE(Child::start({"--visit-part", "exit"}, house.ends.visit.fd(), -1));
}

TEST(Child, leaves_no_descriptor_behind) {
  const Household house = furnish();
  const auto count = [] {
    return std::ranges::distance(std::filesystem::directory_iterator("/proc/self/fd"));
  };
  const auto before = count();
  for (int i = 0; i < 5; ++i) {
    auto child = start(house, "exit");
    ASSERT_TRUE(child);
  }
  EXPECT_EQ(count(), before);
}

int secluded_cannot_write() {
  std::array<char, 32> name{"/tmp/crier-seclusion-XXXXXX"};
  const int file = mkstemp(name.data());
  require(file >= 0 && unlink(name.data()) == 0);
  std::array<int, 2> ends{-1, -1};
  require(pipe(ends.data()) == 0);
  auto pictures = SharedPictures::create(64, 64, 1);
  require(pictures.has_value());
  require(dup2(file, STDERR_FILENO) == STDERR_FILENO);
  const std::array<int, 4> kept{file, ends[0], ends[1], pictures->fd()};
  require(seclude(kept, getppid()).has_value());
  for (const int fd : {file, STDERR_FILENO}) {
    errno = 0;
    require(write(fd, "x", 1) == -1 && errno == EFBIG);
  }
  const int other = open("/tmp", O_TMPFILE | O_RDWR, 0600);
  if (other >= 0) require(write(other, "x", 1) == -1 && errno == EFBIG);
  char byte = 0;
  require(write(ends[1], "y", 1) == 1 && read(ends[0], &byte, 1) == 1 && byte == 'y');
  pictures->pixels(0)[9] = 1;
  require(read(STDIN_FILENO, &byte, 1) == 0);
  rlimit limit{};
  require(getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur == 0 && limit.rlim_max == 0);
  return kGood;
}

TEST(Seclusion, lets_nothing_be_written_to_a_file_and_everything_to_pipes_and_mapped_memory) {
  EXPECT_EQ(status_of_fork(secluded_cannot_write), kGood);
}

int secluded_has_only_what_was_kept() {
  const int low = open("/dev/null", O_RDONLY);
  const int kept_low = open("/dev/zero", O_RDONLY);
  const int high = fcntl(low, F_DUPFD, 500);
  const int kept_high = fcntl(kept_low, F_DUPFD, 700);
  require(low >= 0 && kept_low >= 0 && high >= 500 && kept_high >= 700);
  const std::array<int, 2> kept{kept_high, kept_low};  // in any order
  require(seclude(kept, getppid()).has_value());
  for (int fd = 0; fd < 1024; ++fd) {
    const bool stays = fd <= STDERR_FILENO || fd == kept_low || fd == kept_high;
    require(is_open(fd) == stays);
  }
  return kGood;
}

TEST(Seclusion, closes_every_descriptor_but_those_to_be_kept) {
  EXPECT_EQ(status_of_fork(secluded_has_only_what_was_kept), kGood);
}

int secluded_without_standard_input() {
  close(STDIN_FILENO);
  require(seclude({}, getppid()).has_value());
  char byte = 0;
  require(is_open(STDIN_FILENO) && read(STDIN_FILENO, &byte, 1) == 0);
  require((fcntl(STDIN_FILENO, F_GETFL) & O_ACCMODE) == O_RDONLY);
  return kGood;
}

TEST(Seclusion, leaves_a_standard_input_that_reads_nothing) {
  EXPECT_EQ(status_of_fork(secluded_without_standard_input), kGood);
}

int secluded_leaves_no_trace() {
  require(seclude({}, getppid()).has_value());
  rlimit core{1, 1};
  require(getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_cur == 0 && core.rlim_max == 0);
  require(prctl(PR_GET_DUMPABLE) == 0);
  require(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
  int signal = 0;
  require(prctl(PR_GET_PDEATHSIG, &signal) == 0 && signal == SIGKILL);
  return kGood;
}

TEST(Seclusion, forbids_core_dumps_and_tracing) {
  EXPECT_EQ(status_of_fork(secluded_leaves_no_trace), kGood);
}

int secluded_goes_on_allocating() {
  const auto gaps = seclude({}, getppid());
  require(gaps.has_value());
  // What a visit needs can still be had, locked or not.
  const std::size_t size = std::size_t{64} << 20;
  auto* const memory = static_cast<unsigned char*>(
      mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  require(memory != MAP_FAILED);
  for (std::size_t i = 0; i < size; i += 4096) memory[i] = 1;
  for (const std::string& gap : *gaps) require(gap.size() > 20);
  return kGood;
}

TEST(Seclusion, never_makes_allocation_fail) {
  EXPECT_EQ(status_of_fork(secluded_goes_on_allocating), kGood);
}

int secluded_tells_of_swap() {
  const rlimit little{4096, 4096};
  require(setrlimit(RLIMIT_MEMLOCK, &little) == 0);
  constexpr uid_t kNobody = 65534;
  if (geteuid() == 0) require(setuid(kNobody) == 0);
  const auto gaps = seclude({}, getppid());
  require(gaps && gaps->size() == 1 && gaps->front().find("swapped") != std::string::npos);
  require(gaps->front().size() <= kMostFaultText);
  return kGood;
}

TEST(Seclusion, tells_what_it_could_not_have) {
  EXPECT_EQ(status_of_fork(secluded_tells_of_swap), kGood);
}

TEST(Seclusion, fails_where_the_parent_is_gone_already) {
  EXPECT_EQ(status_of_fork([] {
              const auto secluded = seclude({}, getpid());
              require(!secluded && secluded.error().code == ErrorCode::cancelled);
              return kGood;
            }),
            kGood);
}

// A middle process starts a secluded one and dies; the last reader of a pipe tells that nobody holds its
// other end any more.
TEST(Seclusion, ends_a_process_whose_parent_dies) {
  std::array<int, 2> life{-1, -1};
  std::array<int, 2> ready{-1, -1};
  ASSERT_EQ(pipe(life.data()), 0);
  ASSERT_EQ(pipe(ready.data()), 0);
  const pid_t middle = fork();
  ASSERT_GE(middle, 0);
  if (middle == 0) {
    const pid_t parent = getpid();
    if (fork() == 0) {
      const std::array<int, 2> kept{life[1], ready[1]};
      if (!seclude(kept, parent) || write(ready[1], "r", 1) != 1) _exit(1);
      for (;;) pause();
    }
    close(life[1]);
    for (;;) pause();
  }
  close(life[1]);
  char byte = 0;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  pollfd waiting{life[0], POLLIN, 0};
  EXPECT_EQ(poll(&waiting, 1, 50), 0) << "it lives while its parent does";
  kill(middle, SIGKILL);
  waitpid(middle, nullptr, 0);
  ASSERT_EQ(poll(&waiting, 1, 10'000), 1) << "it outlived its parent";
  EXPECT_EQ(read(life[0], &byte, 1), 0);
  for (const int fd : {life[0], ready[0], ready[1]}) close(fd);
}

}  // namespace

int play_visit_part(const std::string& part) {
  return play(part);
}

}  // namespace crier

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--visit-part") return crier::play_visit_part(argv[2]);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
