// SPDX-License-Identifier: Apache-2.0
#include "content/media/probe.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/encryption_info.h>
}

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "config/time_text.hpp"
#include "content/media/input_file.hpp"
#include "content/media/streams.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr AVRational kNanoseconds{1, 1'000'000'000};
constexpr std::int64_t kMostPixels = std::int64_t{64} << 20;
constexpr int kMostSide = 16'384;
constexpr milliseconds kScanPatience = seconds{3};
constexpr Nanoseconds kLongestItem = std::chrono::hours{24};
constexpr Nanoseconds kGuessedFrame = milliseconds{40};

// What demuxing the chosen stream showed, in its time base.
struct Extent {
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t end = std::numeric_limits<std::int64_t>::min();
  std::int64_t packets = 0;
  std::int64_t last_bytes_end = 0;  // file position after the last packet whose place is known

  void add(std::int64_t stamp, std::int64_t duration) {
    ++packets;
    first = std::min(first, stamp);
    end = std::max(end, stamp + duration);
  }
};

std::int64_t frame_duration(const AVStream& stream) {
  const AVRational rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
  if (rate.num > 0 && av_q2d(rate) <= 1000)
    return std::max<std::int64_t>(1, av_rescale_q(1, av_inv_q(rate), stream.time_base));
  return std::max<std::int64_t>(1, av_rescale_q(kGuessedFrame.count(), kNanoseconds, stream.time_base));
}

bool is_encrypted(const AVStream& stream) {
  const std::uint32_t tag = stream.codecpar->codec_tag;
  if (tag == MKTAG('e', 'n', 'c', 'v') || tag == MKTAG('e', 'n', 'c', 'a')) return true;
  return av_stream_get_side_data(&stream, AV_PKT_DATA_ENCRYPTION_INIT_INFO, nullptr) != nullptr;
}

Result<void> refuse_unplayable(const AVStream& stream) {
  const AVCodecParameters& codec = *stream.codecpar;
  if (is_encrypted(stream))
    return fail(ErrorCode::unsupported, "it is encrypted; ask its maker for a copy without protection");
  if (avcodec_find_decoder(codec.codec_id) == nullptr) {
    return fail(ErrorCode::unsupported, fmt::format("nothing here decodes {}; convert it to H.264 in MP4",
                                                    avcodec_get_name(codec.codec_id)));
  }
  if (codec.codec_type != AVMEDIA_TYPE_VIDEO) return {};
  if (codec.width <= 0 || codec.height <= 0)
    return fail(ErrorCode::format, "its pictures have no size; export it again");
  if (codec.width > kMostSide || codec.height > kMostSide ||
      std::int64_t{codec.width} * codec.height > kMostPixels) {
    return fail(ErrorCode::limit,
                fmt::format("its pictures of {}x{} are too large; scale them to 7680x4320 at most",
                            codec.width, codec.height));
  }
  return {};
}

// The sample table of a MP4, without reading the data; stamps are decoding times, so the length is right and
// the first stamp may be below zero.
Result<Extent> extent_from_index(const AVStream& stream, std::int64_t file_size) {
  Extent extent;
  AVStream* const mutable_stream =
      const_cast<AVStream*>(&stream);  // FFmpeg's getters take it so; they only read
  const int count = avformat_index_get_entries_count(mutable_stream);
  const std::int64_t frame = frame_duration(stream);
  std::int64_t previous_step = frame;
  std::int64_t previous = 0;
  for (int i = 0; i < count; ++i) {
    const AVIndexEntry* const entry = avformat_index_get_entry(mutable_stream, i);
    if (i > 0) previous_step = std::max<std::int64_t>(1, entry->timestamp - previous);
    previous = entry->timestamp;
    if ((entry->flags & AVINDEX_DISCARD_FRAME) != 0) continue;
    if (entry->pos + entry->size > file_size) {
      const Nanoseconds whole{av_rescale_q((count)*frame, stream.time_base, kNanoseconds)};
      const Nanoseconds there{av_rescale_q(i * frame, stream.time_base, kNanoseconds)};
      return fail(ErrorCode::format, fmt::format("it breaks off after {} of {}; copy it again",
                                                 format_duration(std::chrono::floor<milliseconds>(there)),
                                                 format_duration(std::chrono::floor<milliseconds>(whole))));
    }
    extent.add(entry->timestamp, 0);
  }
  if (extent.packets == 0) return fail(ErrorCode::format, "it holds no pictures; export it again");
  // All but the last frame are measured by their successor; the last lasts as long as the one before it.
  extent.end = previous + previous_step;
  return extent;
}

Result<Extent> extent_from_packets(InputFile& file, int stream_index) {
  AVFormatContext& context = file.context();
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    context.streams[i]->discard = static_cast<int>(i) == stream_index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
  const AVStream& stream = *context.streams[stream_index];
  const std::int64_t frame = frame_duration(stream);
  file.set_patience(kScanPatience);
  Extent extent;
  const PacketHandle packet(av_packet_alloc());
  std::int64_t expected = 0;
  while (av_read_frame(&context, packet.get()) >= 0) {
    if (packet->stream_index == stream_index && (packet->flags & AV_PKT_FLAG_DISCARD) == 0) {
      const std::int64_t stamp = packet->pts != AV_NOPTS_VALUE   ? packet->pts
                                 : packet->dts != AV_NOPTS_VALUE ? packet->dts
                                                                 : expected;
      const std::int64_t duration = packet->duration > 0 ? packet->duration : frame;
      extent.add(stamp, duration);
      expected = stamp + duration;
    }
    av_packet_unref(packet.get());
  }
  if (extent.packets == 0)
    return fail(ErrorCode::format, "it holds neither pictures nor sound; export it again");
  return extent;
}

bool is_still_format(const AVFormatContext& context) {
  const char* const name = context.iformat->name;
  const std::size_t length = std::strlen(name);
  return std::strcmp(name, "image2") == 0 || (length > 5 && std::strcmp(name + length - 5, "_pipe") == 0);
}

void describe_video(const AVFormatContext& context, const AVStream& stream, Probe& probe) {
  const AVCodecParameters& codec = *stream.codecpar;
  probe.has_video = true;
  probe.video_codec = avcodec_get_name(codec.codec_id);
  probe.width = codec.width;
  probe.height = codec.height;
  const AVRational aspect =
      stream.sample_aspect_ratio.num > 0 ? stream.sample_aspect_ratio : codec.sample_aspect_ratio;
  if (aspect.num > 0 && aspect.den > 0)
    probe.width = static_cast<int>(av_rescale(codec.width, aspect.num, aspect.den));
  const auto* const matrix = reinterpret_cast<const std::int32_t*>(
      av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, nullptr));
  if (matrix != nullptr && matrix[0] == 0) std::swap(probe.width, probe.height);
  if (stream.avg_frame_rate.num > 0 && !is_still_format(context))
    probe.frame_rate = av_q2d(stream.avg_frame_rate);
}

}  // namespace

Result<Probe> probe_medium(const std::filesystem::path& path) {
  static const std::atomic<bool> never{false};
  auto file = InputFile::open(path, never, kScanPatience);
  if (!file) return tl::unexpected(file.error());
  AVFormatContext& context = file->context();
  const int video = best_video_stream(context);
  const int audio = best_audio_stream(context);
  if (video < 0 && audio < 0)
    return fail(ErrorCode::format, "it holds neither pictures nor sound; export it again");

  Probe probe;
  const int chosen = video >= 0 ? video : audio;
  const AVStream& stream = *context.streams[chosen];
  if (const auto playable = refuse_unplayable(stream); !playable) return tl::unexpected(playable.error());
  if (video >= 0) describe_video(context, stream, probe);
  if (audio >= 0) {
    probe.has_audio = true;
    probe.audio_codec = avcodec_get_name(context.streams[audio]->codecpar->codec_id);
  }
  probe.kind = video >= 0 ? MediumKind::video : MediumKind::sound;
  if (video >= 0 && is_still_format(context)) {
    probe.kind = MediumKind::picture;
    return probe;
  }
  std::error_code error;
  const auto file_size = static_cast<std::int64_t>(std::filesystem::file_size(path, error));
  const auto extent =
      file->trusts_header() ? extent_from_index(stream, file_size) : extent_from_packets(*file, chosen);
  if (!extent) return tl::unexpected(extent.error());
  probe.duration = Nanoseconds{av_rescale_q(extent->end - extent->first, stream.time_base, kNanoseconds)};
  if (video >= 0 && extent->packets == 1 && audio < 0) {
    probe.kind = MediumKind::picture;
    probe.duration = Nanoseconds{0};
    return probe;
  }
  if (probe.duration <= Nanoseconds{0} || probe.duration > kLongestItem) {
    return fail(ErrorCode::format, fmt::format("its length of {} cannot be right; export it again",
                                               format_duration(std::max(probe.duration, Nanoseconds{0}))));
  }
  return probe;
}

}  // namespace crier
