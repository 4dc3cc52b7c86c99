// SPDX-License-Identifier: Apache-2.0
#include "player/process.hpp"

extern "C" {
#include <libavutil/log.h>
}

#include <malloc.h>

#include <csignal>

namespace crier {
namespace {

std::atomic<bool> g_stopped{false};  // the one global: a signal handler can reach nothing else

extern "C" void on_stop_signal(int /*signal*/) {
  g_stopped = true;
}

}  // namespace

void prepare_process() {
  // Pictures are megabytes: each goes back to the system when it is freed, instead of leaving holes in the
  // heap.
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  mallopt(M_ARENA_MAX, 2);
  av_log_set_level(AV_LOG_QUIET);  // what goes wrong in a file is told once, in our words
}

const std::atomic<bool>& catch_stop_signals() {
  struct sigaction action {};
  action.sa_handler = on_stop_signal;
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaction(signal, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return g_stopped;
}

}  // namespace crier
