// SPDX-License-Identifier: Apache-2.0
// Any bytes, read as each caption format: an error or sound cues.
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "content/captions/caption_file.hpp"
#include "content/captions/text_encoding.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const CaptionFormat format : {CaptionFormat::webvtt, CaptionFormat::subrip, CaptionFormat::ass}) {
    const auto track = parse_captions(bytes, format);
    if (!track) {
      assert(track.error().message.find("; ") != std::string::npos);
      continue;
    }
    Nanoseconds last{0};
    for (const CaptionCue& cue : track->cues) {
      assert(cue.begin >= last && cue.end > cue.begin);
      assert(!cue.text.empty() && cue.text.size() <= kMostCueBytes);
      assert(decode_text("\xEF\xBB\xBF" + cue.text).replaced == 0);
      last = cue.begin;
    }
  }
  return 0;
}
