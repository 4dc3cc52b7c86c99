// SPDX-License-Identifier: Apache-2.0
#include "player/media/disposable.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
}

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace crier {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint8_t kAvccHeader[] = {1, 100, 0, 30, 0xff, 0xe1, 0};   // lengths of four bytes
constexpr std::uint8_t kShortHeader[] = {1, 100, 0, 30, 0xfd, 0xe1, 0};  // lengths of two bytes

struct Row {
  const char* what;
  AVCodecID codec;
  const std::uint8_t* header;  // null: none, start codes
  int flags;
  Bytes data;
  bool disposable;
};

TEST(Disposable, ReadsNalRefIdcOfTheFirstSlice) {
  const Row rows[] = {
      {"marked by the demuxer", AV_CODEC_ID_HEVC, nullptr, AV_PKT_FLAG_DISPOSABLE, {0}, true},
      {"slice that nobody refers to", AV_CODEC_ID_H264, kAvccHeader, 0, {0, 0, 0, 2, 0x01, 9}, true},
      {"slice that others refer to", AV_CODEC_ID_H264, kAvccHeader, 0, {0, 0, 0, 2, 0x41, 9}, false},
      {"key frame", AV_CODEC_ID_H264, kAvccHeader, 0, {0, 0, 0, 2, 0x65, 9}, false},
      {"behind a SEI", AV_CODEC_ID_H264, kAvccHeader, 0, {0, 0, 0, 2, 0x06, 9, 0, 0, 0, 2, 0x01, 9}, true},
      {"lengths of two bytes", AV_CODEC_ID_H264, kShortHeader, 0, {0, 2, 0x01, 9}, true},
      {"start code", AV_CODEC_ID_H264, nullptr, 0, {0, 0, 0, 1, 0x01, 9}, true},
      {"start code, referred to", AV_CODEC_ID_H264, nullptr, 0, {0, 0, 1, 0x21, 9}, false},
      {"another codec", AV_CODEC_ID_HEVC, nullptr, 0, {0, 0, 0, 1, 0x01, 9}, false},
      {"length beyond the packet", AV_CODEC_ID_H264, kAvccHeader, 0, {0, 0, 1, 0, 0x01, 9}, false},
      {"length of zero", AV_CODEC_ID_H264, kAvccHeader, 0, {0, 0, 0, 0, 0, 0, 0, 2, 0x01}, false},
      {"no slice at all", AV_CODEC_ID_H264, kAvccHeader, 0, {0, 0, 0, 2, 0x06, 9}, false},
      {"cut short", AV_CODEC_ID_H264, kAvccHeader, 0, {0, 0}, false},
      {"nothing", AV_CODEC_ID_H264, kAvccHeader, 0, {}, false},
  };
  for (const Row& row : rows) {
    AVCodecParameters codec{};
    codec.codec_id = row.codec;
    codec.extradata = const_cast<std::uint8_t*>(row.header);
    codec.extradata_size = row.header == nullptr ? 0 : 7;
    AVPacket* const packet = av_packet_alloc();
    packet->flags = row.flags;
    packet->data = const_cast<std::uint8_t*>(row.data.data());
    packet->size = static_cast<int>(row.data.size());
    EXPECT_EQ(is_disposable(codec, *packet), row.disposable) << row.what;
    packet->data = nullptr;
    AVPacket* freed = packet;
    av_packet_free(&freed);
  }
}

}  // namespace
}  // namespace crier
