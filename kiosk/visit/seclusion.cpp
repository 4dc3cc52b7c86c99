// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit/seclusion.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace crier {
namespace {

void close_all_but(std::span<const int> kept) {
  std::vector<unsigned> open{STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO};
  for (const int fd : kept) open.push_back(static_cast<unsigned>(fd));
  std::ranges::sort(open);
  unsigned next = 0;
  for (const unsigned fd : open) {
    if (fd > next) close_range(next, fd - 1, 0);
    next = fd + 1;
  }
  close_range(next, ~0U, 0);
}

}  // namespace

Result<SeclusionGaps> seclude(std::span<const int> kept, pid_t parent) {
  SeclusionGaps gaps;
  close_all_but(kept);
  if (const int null = open("/dev/null", O_RDONLY | O_CLOEXEC); null >= 0) {
    dup2(null, STDIN_FILENO);
    if (null != STDIN_FILENO) close(null);
  }
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit nothing{0, 0};
  for (const auto& [limit, name] : {std::pair{RLIMIT_FSIZE, "files cannot be forbidden"},
                                    {RLIMIT_CORE, "core dumps cannot be forbidden"}}) {
    if (setrlimit(limit, &nothing) != 0) return fail(ErrorCode::device, name);
  }
  if (prctl(PR_SET_DUMPABLE, 0) != 0) gaps.push_back("other processes of this user may read the memory");
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    gaps.push_back("programs that it starts may get more rights");
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
    return fail(ErrorCode::device, "a visit would outlive the player");
  if (getppid() != parent) return fail(ErrorCode::cancelled, "the player is gone");
  // Pages are locked as they are touched. Where the limit is lower than what a visit needs, locking would
  // make allocations fail.
  rlimit locked{};
  constexpr rlim_t kEnough = rlim_t{1} << 30;
  const bool may_lock = getrlimit(RLIMIT_MEMLOCK, &locked) == 0 && locked.rlim_cur >= kEnough;
  if ((!may_lock && geteuid() != 0) || mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0)
    gaps.push_back(
        "memory may be swapped out: raise the limit of locked memory (LimitMEMLOCK) or switch swap off");
  return gaps;
}

}  // namespace crier
