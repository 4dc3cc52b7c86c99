// SPDX-License-Identifier: Apache-2.0
// channels/NAME.toml of any content: every playlist, layout, transition and rule that it may hold.
#include <cstdint>
#include <string_view>

#include "content/schedule/zone.hpp"
#include "content/workspace/channel_file.hpp"
#include "content/workspace/layout_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  static const Zone zone = Zone::utc();
  static const std::filesystem::path root = "/nonexistent";  // what an M3U8 names is not there
  Office office;
  office.logo = 0;
  MediaShelf shelf(root);
  Diagnostics diagnostics;
  const ChannelSources sources{root, office, zone, shelf, diagnostics};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Channel channel = parse_channel("main", text, sources);
  settle_durations(shelf.media(), channel);
  settle_layouts(shelf.media(), channel);
  for (const Diagnostic& diagnostic : diagnostics) static_cast<void>(to_text(diagnostic));
  return 0;
}
