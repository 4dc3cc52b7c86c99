// SPDX-License-Identifier: Apache-2.0
// How long a citizen waits for the receipt on a disk that takes ten milliseconds to sync: sealing, storing
// and reading back. What the receipt itself costs is measured where it is made.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "content/outbox/outbox.hpp"
#include "tests/content/media/clips.hpp"
#include "tests/content/outbox/an_office.hpp"
#include "tests/content/outbox/power_cut_disk.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

TEST(Latency, of_storing_is_short_on_a_slow_disk) {
  const AnOffice office;
  const TemporaryFolder folder;
  PowerCutDisk disk(1);
  auto outbox = Outbox::open(folder / "outbox", office.keys, {4'096, 0, disk.name()});
  ASSERT_TRUE(outbox);
  disk.set_sync_time(10ms);
  std::vector<double> waits;
  for (int i = 0; i < 40; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(outbox->store(office.report("what happened")));
    waits.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::sort(waits.begin(), waits.end());
  std::printf("sealing and storing, syncs of 10 ms: median %.1f ms, longest of 40 %.1f ms\n", waits[20],
              waits.back());
  EXPECT_LT(waits.back(), 200);
}

}  // namespace
}  // namespace crier
