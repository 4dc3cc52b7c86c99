// SPDX-License-Identifier: Apache-2.0
// fleet-simulation URL ROOT STORES COUNT POLL_MS RAMP_MS: so many screens in one process, each a real
// Receiver with its store (STORES/0, STORES/1, ...), its thread and its connections, begun evenly over
// RAMP_MS. Driven by fleet.py through lines of standard input, until that ends:
//
//   nudge SPREAD_MS   all are nudged, each after a delay of its own of up to SPREAD_MS
//   report NAME       one line of JSON: how many hold a publication, how many are stale and the first reason,
//   and for
//                     each screen that has the alert NAME the time since 1970 in seconds at which it was put
//                     there
//
// A store that is there already is taken up, as after a restart.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "config/clock.hpp"
#include "config/log.hpp"
#include "content/receiving/receiver.hpp"

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct Fleet {
  std::filesystem::path stores;
  std::vector<std::unique_ptr<crier::Receiver>> screens;
};

std::filesystem::path store_of(const std::filesystem::path& stores, std::size_t number) {
  return stores / std::to_string(number);
}

bool start(Fleet& fleet, const crier::ReceiverOptions& usual, std::size_t count, milliseconds ramp,
           const crier::Clock& clock, crier::Log& log) {
  const auto begin = steady_clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    std::this_thread::sleep_until(begin + ramp * i / count);
    crier::ReceiverOptions options = usual;
    options.store.folder = store_of(fleet.stores, i);
    auto screen = crier::Receiver::start(std::move(options), clock, log);
    if (!screen) {
      fmt::print(stderr, "screen {}: {}\n", i, screen.error().message);
      return false;
    }
    fleet.screens.push_back(std::move(*screen));
  }
  return true;
}

void nudge(Fleet& fleet, milliseconds spread) {
  std::mt19937 chance(std::random_device{}());
  std::uniform_int_distribution<std::int64_t> delay(0, spread.count());
  std::vector<std::pair<milliseconds, crier::Receiver*>> turns;
  for (const auto& screen : fleet.screens) turns.emplace_back(delay(chance), screen.get());
  std::sort(turns.begin(), turns.end());
  const auto begin = steady_clock::now();
  for (const auto& [after, screen] : turns) {
    std::this_thread::sleep_until(begin + after);
    screen->look_now();
  }
}

// A file's time of change: when the verified alert got its name in the folder that the player watches.
std::optional<double> put_there(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  return static_cast<double>(status.st_ctim.tv_sec) + static_cast<double>(status.st_ctim.tv_nsec) / 1e9;
}

void report(const Fleet& fleet, const std::string& alert) {
  std::size_t active = 0;
  std::size_t stale = 0;
  std::string reason;
  std::vector<std::string> known;
  for (std::size_t i = 0; i < fleet.screens.size(); ++i) {
    const crier::ReceiverState state = fleet.screens[i]->state();
    active += state.version != 0 ? 1 : 0;
    stale += state.stale.empty() ? 0 : 1;
    if (reason.empty()) reason = state.stale;
    if (const auto time = put_there(store_of(fleet.stores, i) / "alerts" / alert))
      known.push_back(fmt::format("{:.3f}", *time));
  }
  std::replace(reason.begin(), reason.end(), '"', '\'');
  fmt::print("{{\"active\": {}, \"stale\": {}, \"reason\": \"{}\", \"known\": [{}]}}\n", active, stale,
             reason, fmt::join(known, ", "));
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) {
    fmt::print(stderr, "fleet-simulation URL ROOT STORES COUNT POLL_MS RAMP_MS\n");
    return 1;
  }
  const crier::SystemClock clock;
  crier::Log log(crier::LogLevel::warning);
  crier::ReceiverOptions options;
  options.repository = argv[1];
  options.store.factory_root = argv[2];
  options.poll = milliseconds(std::stol(argv[5]));
  Fleet fleet{argv[3], {}};
  if (!start(fleet, options, std::stoul(argv[4]), milliseconds(std::stol(argv[6])), clock, log)) return 1;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string order;
    std::string what;
    words >> order >> what;
    if (order == "nudge") {
      nudge(fleet, milliseconds(std::stol(what)));
    } else {
      report(fleet, what);
    }
  }
  return 0;
}
