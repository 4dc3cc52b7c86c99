// SPDX-License-Identifier: Apache-2.0
// Captions of any content; the first byte chooses the format.
#include <cstdint>
#include <string_view>

#include "content/captions/caption_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  constexpr CaptionFormat kFormats[] = {CaptionFormat::webvtt, CaptionFormat::subrip, CaptionFormat::ass};
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  static_cast<void>(parse_captions(text, kFormats[data[0] % 3]));
  return 0;
}
