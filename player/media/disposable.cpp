// SPDX-License-Identifier: Apache-2.0
#include "player/media/disposable.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace crier {
namespace {

constexpr int kFirstSliceType = 1;  // nal_unit_type of coded slices is 1 to 5
constexpr int kLastSliceType = 5;

// Whether this NAL unit's picture may be left out; none where it is no slice.
std::optional<bool> judge_header(std::uint8_t header) {
  const int type = header & 0x1f;
  if (type < kFirstSliceType || type > kLastSliceType) return std::nullopt;
  return (header >> 5 & 3) == 0;
}

// NAL units each after its length (ISO/IEC 14496-15).
bool judge_lengths(std::span<const std::uint8_t> data, std::size_t length_size) {
  while (data.size() > length_size) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_size; ++i) length = length << 8 | data[i];
    data = data.subspan(length_size);
    if (length == 0 || length > data.size()) return false;
    if (const auto judged = judge_header(data[0])) return *judged;
    data = data.subspan(length);
  }
  return false;
}

// NAL units each after a start code (ITU-T H.264, annex B).
bool judge_start_codes(std::span<const std::uint8_t> data) {
  for (std::size_t i = 0; i + 3 < data.size(); ++i) {
    if (data[i] != 0 || data[i + 1] != 0 || data[i + 2] != 1) continue;
    if (const auto judged = judge_header(data[i + 3])) return *judged;
  }
  return false;
}

}  // namespace

bool is_disposable(const AVCodecParameters& codec, const AVPacket& packet) {
  if ((packet.flags & AV_PKT_FLAG_DISPOSABLE) != 0) return true;
  if (codec.codec_id != AV_CODEC_ID_H264 || packet.data == nullptr || packet.size <= 0) return false;
  const std::span<const std::uint8_t> data(packet.data, static_cast<std::size_t>(packet.size));
  constexpr int kRecordHeader = 7;  // an avcC record begins with the version 1 and says the length's size
  if (codec.extradata != nullptr && codec.extradata_size >= kRecordHeader && codec.extradata[0] == 1) {
    return judge_lengths(data, static_cast<std::size_t>(codec.extradata[4] & 3) + 1);
  }
  return judge_start_codes(data);
}

}  // namespace crier
