// SPDX-License-Identifier: Apache-2.0
// An M3U8 playlist from anywhere; what is read from it is read again from what our writer makes of it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "content/workspace/m3u8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  Diagnostics diagnostics;
  const auto entries = parse_m3u8({reinterpret_cast<const char*>(data), size}, "playlist.m3u8", diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) static_cast<void>(to_text(diagnostic));
  for (const M3u8Entry& entry : entries) {
    if (entry.location.empty() || entry.line < 1) std::abort();
    if (entry.duration && *entry.duration < Nanoseconds{0}) std::abort();
    static_cast<void>(percent_decoded(entry.location));
  }
  Diagnostics again;
  if (parse_m3u8(to_m3u8(entries), "playlist.m3u8", again).size() > entries.size()) std::abort();
  return 0;
}
