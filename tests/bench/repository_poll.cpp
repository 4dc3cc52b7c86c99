// SPDX-License-Identifier: Apache-2.0
// repository-poll URL COUNT: asks a repository on a web server COUNT times whether there is anything new, as
// a player does, and prints for the first time and for each of the others on average: milliseconds, and
// milliseconds of CPU.
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "content/repository/http_origin.hpp"

namespace {

double cpu_ms() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

double wall_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc == 3 ? std::atoi(argv[2]) : 0;
  if (count < 2) {
    fmt::print(stderr, "repository-poll URL COUNT\n");
    return 1;
  }
  auto origin = crier::HttpOrigin::create(argv[1], {}, {});
  if (!origin) return 1;
  std::string mark;
  double cpu = cpu_ms();
  double wall = wall_ms();
  for (int i = 0; i < count; ++i) {
    const auto changed = (*origin)->has_changed("timestamp.json", mark);
    if (!changed || *changed != (i == 0)) {
      fmt::print(stderr, "poll {}: {}\n", i, changed ? "a wrong answer" : changed.error().message);
      return 1;
    }
    if (i != 0 && i != count - 1) continue;
    const int polls = i == 0 ? 1 : count - 1;
    fmt::print("{} poll: {:.2f} ms, {:.2f} ms of CPU\n", i == 0 ? "first" : "each later",
               (wall_ms() - wall) / polls, (cpu_ms() - cpu) / polls);
    cpu = cpu_ms();
    wall = wall_ms();
  }
  return 0;
}
