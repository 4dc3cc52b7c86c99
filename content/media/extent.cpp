// SPDX-License-Identifier: Apache-2.0
#include "content/media/extent.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>

#include "config/time_text.hpp"
#include "content/media/time_base.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Nanoseconds kGuessedFrame = milliseconds{40};
constexpr Nanoseconds kShortestFrame = milliseconds{4};
constexpr Nanoseconds kLongestLastFrame = seconds{10};
constexpr milliseconds kReadingPatience{1'200};
constexpr milliseconds kTailPatience{600};
constexpr std::int64_t kAllPackets = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kTailBytes = 8 << 20;

Nanoseconds to_time(std::int64_t ticks, const AVStream& stream) {
  return Nanoseconds{av_rescale_q(ticks, stream.time_base, kNanosecondBase)};
}

std::int64_t to_ticks(Nanoseconds time, const AVStream& stream) {
  return std::max<std::int64_t>(1, av_rescale_q(time.count(), kNanosecondBase, stream.time_base));
}

std::int64_t frame_ticks(const AVStream& stream) {
  const AVRational rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
  if (rate.num > 0 && rate.den > 0 && av_q2d(rate) <= 1000)
    return std::max<std::int64_t>(1, av_rescale_q(1, av_inv_q(rate), stream.time_base));
  return to_ticks(kGuessedFrame, stream);
}

std::string short_time(Nanoseconds time) {
  const auto tenths = std::chrono::round<std::chrono::duration<std::int64_t, std::deci>>(time).count();
  return tenths < 600 ? fmt::format("{}.{} s", tenths / 10, tenths % 10)
                      : format_duration(std::chrono::round<seconds>(time));
}

// What demuxing a stream showed, in its time base.
struct Span {
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
  std::int64_t last_duration = 0;  // zero where nothing says
  std::int64_t packets = 0;
  bool is_encrypted = false;

  void add(std::int64_t stamp, std::int64_t duration) {
    ++packets;
    first = std::min(first, stamp);
    if (stamp < last) return;
    last = stamp;
    last_duration = duration;
  }
};

// Some containers guess a last frame of a millisecond or of nothing; then it lasts as long as the others do.
std::int64_t ticks_of(const Span& span, const AVStream& stream) {
  std::int64_t usual = frame_ticks(stream);
  if (span.packets > 1) usual = std::max<std::int64_t>(1, (span.last - span.first) / (span.packets - 1));
  const bool is_sound = stream.codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
  const bool is_told =
      is_sound ? span.last_duration > 0 : (to_time(span.last_duration, stream) >= kShortestFrame);
  return span.last - span.first + (is_told ? span.last_duration : usual);
}

// Adds what is left of the file to `span`, or the next `most` packets; the status says why it ended.
int read_packets(AVFormatContext& context, int stream, std::int64_t most, Span& span) {
  const PacketHandle packet(av_packet_alloc());
  std::int64_t expected = 0;
  int status = 0;
  while (span.packets < most && (status = av_read_frame(&context, packet.get())) >= 0) {
    if (packet->stream_index == stream && (packet->flags & AV_PKT_FLAG_DISCARD) == 0) {
      const std::int64_t stamp = packet->pts != AV_NOPTS_VALUE   ? packet->pts
                                 : packet->dts != AV_NOPTS_VALUE ? packet->dts
                                                                 : expected;
      span.add(stamp, packet->duration);
      expected = stamp + (packet->duration > 0 ? packet->duration : frame_ticks(*context.streams[stream]));
      if (av_packet_get_side_data(packet.get(), AV_PKT_DATA_ENCRYPTION_INFO, nullptr) != nullptr)
        span.is_encrypted = true;
    }
    av_packet_unref(packet.get());
  }
  return status;
}

void read_only(AVFormatContext& context, int stream) {
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    const bool is_wanted = static_cast<int>(i) == stream;
    context.streams[i]->discard = is_wanted ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
}

bool seek_near_end(AVFormatContext& context, int stream) {
  // The interrupted read left its mark, which would end every later one.
  context.pb->error = 0;
  context.pb->eof_reached = 0;
  constexpr std::int64_t kFarAway = std::numeric_limits<std::int64_t>::max() / 4;
  if (av_seek_frame(&context, stream, kFarAway, AVSEEK_FLAG_BACKWARD) >= 0) return true;
  const std::int64_t size = avio_size(context.pb);
  return (context.iformat->flags & AVFMT_NO_BYTE_SEEK) == 0 && size > kTailBytes &&
         av_seek_frame(&context, stream, size - kTailBytes, AVSEEK_FLAG_BYTE) >= 0;
}

}  // namespace

Result<Extent> extent_from_table(InputFile& file, int stream_index, std::int64_t file_size) {
  AVStream* const stream = file.context().streams[stream_index];
  const int count = avformat_index_get_entries_count(stream);
  Span span;
  std::optional<std::int64_t> breaks_off_at;
  std::int64_t step = frame_ticks(*stream);
  for (int i = 0; i < count; ++i) {
    const AVIndexEntry* const entry = avformat_index_get_entry(stream, i);
    if (!breaks_off_at && entry->pos + entry->size > file_size) breaks_off_at = entry->timestamp;
    if ((entry->flags & AVINDEX_DISCARD_FRAME) != 0) continue;
    if (span.packets > 0 && entry->timestamp > span.last) step = entry->timestamp - span.last;
    span.add(entry->timestamp, 0);
  }
  if (span.packets == 0) return fail(ErrorCode::format, "it holds no pictures and no sound; export it again");
  // The table's stamps are decoding times. What is left of its whole length is the last frame's, unless an
  // empty edit has moved the frames away from that length.
  const bool is_moved = stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO && span.first > 0;
  const std::int64_t told = stream->duration == AV_NOPTS_VALUE || is_moved
                                ? 0
                                : stream->duration - span.last + std::min<std::int64_t>(span.first, 0);
  span.last_duration =
      told > 0 && told <= std::max(4 * step, to_ticks(kLongestLastFrame, *stream)) ? told : step;
  const Nanoseconds length = to_time(span.last - span.first + span.last_duration, *stream);
  if (breaks_off_at) {
    const Nanoseconds there = to_time(std::max<std::int64_t>(0, *breaks_off_at - span.first), *stream);
    return fail(ErrorCode::format, fmt::format("it breaks off after {} of {}; copy it again",
                                               short_time(there), short_time(length)));
  }
  Span first;
  file.set_patience(kReadingPatience);
  read_only(file.context(), stream_index);
  read_packets(file.context(), stream_index, 1, first);
  return Extent{length, span.packets, first.is_encrypted};
}

Result<Extent> extent_from_packets(InputFile& file, int stream_index) {
  AVFormatContext& context = file.context();
  read_only(context, stream_index);
  Span span;
  file.set_patience(kReadingPatience);
  int status = read_packets(context, stream_index, kAllPackets, span);
  if (status == AVERROR_EXIT) {
    const std::int64_t read_to = span.last;
    file.set_patience(kTailPatience);
    if (span.packets > 0 && seek_near_end(context, stream_index))
      status = read_packets(context, stream_index, kAllPackets, span);
    if (status == AVERROR_EXIT || span.last <= read_to)
      return fail(ErrorCode::limit, "finding out its length takes too long; convert it to MP4");
    // The packets between were not counted, so an average step would mislead.
    if (span.last_duration <= 0) span.last_duration = frame_ticks(*context.streams[stream_index]);
    const AVStream& stream = *context.streams[stream_index];
    return Extent{to_time(span.last - span.first + span.last_duration, stream), span.packets,
                  span.is_encrypted};
  }
  if (status == AVERROR(EIO)) return fail(ErrorCode::io, "the disk fails to read it; copy it again");
  if (span.packets == 0) return fail(ErrorCode::format, "it holds no pictures and no sound; export it again");
  const AVStream& stream = *context.streams[stream_index];
  return Extent{to_time(ticks_of(span, stream), stream), span.packets, span.is_encrypted};
}

}  // namespace crier
