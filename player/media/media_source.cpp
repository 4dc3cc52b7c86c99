// SPDX-License-Identifier: Apache-2.0
#include "player/media/media_source.hpp"

extern "C" {
#include <libavformat/avformat.h>
}

#include <fmt/format.h>

#include <chrono>
#include <cstring>
#include <optional>
#include <utility>

#include "content/media/input_file.hpp"
#include "content/media/streams.hpp"
#include "content/media/time_base.hpp"
#include "player/media/audio_decoder.hpp"
#include "player/media/cmyk_jpeg.hpp"
#include "player/media/packet_reader.hpp"
#include "player/media/video_decoder.hpp"

namespace crier {
namespace {

// A damaged stretch of this many packets in a row means the file is spoilt, not scratched.
constexpr int kMostFaultsInARow = 60;
constexpr int kHardwareStrikes = 3;

// Decoding only what others refer to takes about this share of the time it plays, on two cores: measured with
// 1080p30 H.264 at a film's bit rate.
using Seconds = std::chrono::duration<double>;
constexpr double kJoiningCost = 0.1;
constexpr double kReferencePixels = 1920.0 * 1080.0;

bool is_still_picture(const InputFile& file, int video) {
  if (video < 0) return false;
  if (file.still_header() && file.still_header()->is_single) return true;
  const AVFormatContext& context = file.context();
  const char* const name = context.iformat->name;
  const std::size_t length = std::strlen(name);
  const bool pipe = length > 5 && std::strcmp(name + length - 5, "_pipe") == 0;
  return pipe || std::strcmp(name, "image2") == 0 || context.streams[video]->nb_frames == 1;
}

class FfmpegSource final : public MediaSource {
 public:
  FfmpegSource(InputFile file, const MediaRequest& request)
      : file_(std::move(file)), reader_(file_.context()), request_(request) {}

  Result<void> start();

  bool has_pictures() const override { return video_ != nullptr || video_ended_; }
  bool has_sound() const override { return audio_ != nullptr; }
  bool is_still() const override { return still_; }
  Result<std::optional<Picture>> next_picture() override;
  Result<std::optional<SampleBlock>> next_sound() override;
  void set_effort(Effort effort) override {
    if (video_ != nullptr) video_->set_effort(effort);
  }

 private:
  Result<Nanoseconds> find_origin();
  Nanoseconds joining_place(Nanoseconds position) const;
  Result<void> seek(Nanoseconds position);
  Result<void> open_video(HardwarePolicy hardware);
  Result<bool> fall_back_to_software();
  Result<void> feed_video();
  void let_time_pass();

  InputFile file_;
  PacketReader reader_;
  MediaRequest request_;
  const std::chrono::steady_clock::time_point opened_ = std::chrono::steady_clock::now();
  int video_stream_ = -1;
  int audio_stream_ = -1;
  Nanoseconds origin_{0};  // stream time of the item's first instant
  std::unique_ptr<VideoDecoder> video_;
  std::unique_ptr<AudioDecoder> audio_;
  bool still_ = false;
  bool still_given_ = false;
  bool video_ended_ = false;
  int faults_in_a_row_ = 0;
  Nanoseconds given_until_{-1};  // end of the last picture handed out, or what precedes it is not wanted
  std::optional<std::chrono::steady_clock::time_point> live_since_;  // while nothing was handed out
};

Result<void> FfmpegSource::start() {
  AVFormatContext& context = file_.context();
  video_stream_ = best_video_stream(context);
  audio_stream_ = request_.want_sound ? best_audio_stream(context) : -1;
  if (video_stream_ < 0 && audio_stream_ < 0)
    return fail(ErrorCode::format, "the file has neither pictures nor sound");
  still_ = is_still_picture(file_, video_stream_);
  reader_.select(video_stream_, audio_stream_);
  const auto origin = find_origin();
  if (!origin) return tl::unexpected(origin.error());
  origin_ = *origin;
  given_until_ = request_.start;
  if (request_.is_live) live_since_ = opened_;
  if (request_.start > Nanoseconds{0} && !still_) {
    if (const auto sought = seek(joining_place(request_.start)); !sought) return sought;
  }
  if (video_stream_ >= 0) {
    if (const auto opened = open_video(request_.hardware); !opened) return opened;
  }
  if (audio_stream_ >= 0) {
    auto opened = AudioDecoder::open(*context.streams[audio_stream_], origin_);
    if (opened) {
      audio_ = std::move(*opened);
    } else if (video_stream_ < 0) {
      return tl::unexpected(opened.error());
    } else {
      reader_.select(video_stream_, -1);  // a film whose sound cannot be decoded is shown mute
    }
  }
  return {};
}

// The first picture shown (else the first sound) is position zero. Its packet is the first that is not marked
// for discarding: key frames come first in coded order, and nothing shown precedes them.
Result<Nanoseconds> FfmpegSource::find_origin() {
  const int stream = video_stream_ >= 0 ? video_stream_ : audio_stream_;
  const auto stamp = reader_.first_stamp(stream);
  if (!stamp) return tl::unexpected(stamp.error());
  return Nanoseconds{av_rescale_q(*stamp, file_.context().streams[stream]->time_base, kNanosecondBase)};
}

// Where to begin decoding for a picture at `position`: there, or at the next key frame where that one is due
// before one could be through with decoding from the last.
Nanoseconds FfmpegSource::joining_place(Nanoseconds position) const {
  if (!request_.is_live || video_stream_ < 0) return position;
  AVStream& stream = *file_.context().streams[video_stream_];
  const AVIndexEntry* const first = avformat_index_get_entry(&stream, 0);
  if (first == nullptr) return position;
  const std::int64_t origin = av_rescale_q(origin_.count(), kNanosecondBase, stream.time_base);
  const std::int64_t target = av_rescale_q((origin_ + position).count(), kNanosecondBase, stream.time_base);
  // The index is in decoding order: a key frame is shown as much later as the first one is.
  const std::int64_t delay = origin - first->timestamp;
  const AVIndexEntry* const next = avformat_index_get_entry_from_timestamp(&stream, target - delay, 0);
  if (next == nullptr) return position;
  const std::int64_t next_stamp = next->timestamp + delay;  // the index may move with the next look at it
  const AVIndexEntry* const last =
      avformat_index_get_entry_from_timestamp(&stream, target - delay, AVSEEK_FLAG_BACKWARD);
  if (last == nullptr || next_stamp <= target) return position;
  const Nanoseconds wait{av_rescale_q(next_stamp + 1 - target, stream.time_base, kNanosecondBase)};
  const Nanoseconds way{av_rescale_q(target - delay - last->timestamp, stream.time_base, kNanosecondBase)};
  const double size = double(stream.codecpar->width) * double(stream.codecpar->height) / kReferencePixels;
  return Seconds(wait) < Seconds(way) * size * kJoiningCost ? position + wait : position;
}

Result<void> FfmpegSource::seek(Nanoseconds position) {
  AVFormatContext& context = file_.context();
  const int stream = video_stream_ >= 0 ? video_stream_ : audio_stream_;
  const std::int64_t target =
      av_rescale_q((origin_ + position).count(), kNanosecondBase, context.streams[stream]->time_base);
  // A file that cannot seek is read from its start: the pictures before the position are decoded and dropped.
  if (av_seek_frame(&context, stream, target, AVSEEK_FLAG_BACKWARD) >= 0) reader_.clear();
  return {};
}

Result<void> FfmpegSource::open_video(HardwarePolicy hardware) {
  const AVStream& stream = *file_.context().streams[video_stream_];
  const std::int64_t origin = av_rescale_q(origin_.count(), kNanosecondBase, stream.time_base);
  auto opened = VideoDecoder::open(file_, video_stream_, origin, request_.decoder_threads, hardware);
  if (!opened && hardware == HardwarePolicy::try_it) {
    opened =
        VideoDecoder::open(file_, video_stream_, origin, request_.decoder_threads, HardwarePolicy::never);
  }
  if (!opened) return tl::unexpected(opened.error());
  video_ = std::move(*opened);
  if (!still_) video_->skip_unwanted_before(given_until_);
  return {};
}

// True where decoding went over to the CPU, from the key frame before what was shown last.
Result<bool> FfmpegSource::fall_back_to_software() {
  if (!video_->uses_hardware() || faults_in_a_row_ < kHardwareStrikes) return false;
  if (const auto opened = open_video(HardwarePolicy::never); !opened) return tl::unexpected(opened.error());
  if (const auto sought = seek(std::max(given_until_, Nanoseconds{0})); !sought)
    return tl::unexpected(sought.error());
  faults_in_a_row_ = 0;
  return true;
}

Result<void> FfmpegSource::feed_video() {
  auto packet = reader_.next(video_stream_);
  if (!packet) return tl::unexpected(packet.error());
  const auto sent = video_->send(packet->get());
  if (sent) {
    if (!*sent) reader_.put_back(video_stream_, std::move(*packet));
    return {};
  }
  ++faults_in_a_row_;
  const auto fallen = fall_back_to_software();
  if (!fallen) return tl::unexpected(fallen.error());
  if (faults_in_a_row_ > kMostFaultsInARow) return tl::unexpected(sent.error());
  return {};
}

// Joining a film takes a while: what would be over by now is not worth decoding.
void FfmpegSource::let_time_pass() {
  if (!live_since_ || still_ || video_ == nullptr) return;
  given_until_ = request_.start + (std::chrono::steady_clock::now() - *live_since_);
  video_->skip_unwanted_before(given_until_);
}

Result<std::optional<Picture>> FfmpegSource::next_picture() {
  if (video_ == nullptr || (still_ && still_given_)) return std::optional<Picture>{};
  while (true) {
    Picture picture;
    const auto status = video_->receive(picture);
    if (!status) {
      ++faults_in_a_row_;
      const auto fallen = fall_back_to_software();
      if (!fallen) return tl::unexpected(fallen.error());
      if (faults_in_a_row_ > kMostFaultsInARow) return tl::unexpected(status.error());
    } else if (*status == VideoDecoder::Status::end) {
      video_ended_ = true;
      video_.reset();  // its reference pictures are memory that the next item wants
      return std::optional<Picture>{};
    } else if (*status == VideoDecoder::Status::need_packet) {
      let_time_pass();
      if (const auto fed = feed_video(); !fed) return tl::unexpected(fed.error());
    } else {
      faults_in_a_row_ = 0;
      still_given_ = true;
      const Nanoseconds end = picture.position() + std::max(picture.duration(), Nanoseconds{1});
      if (end <= given_until_ && !still_) continue;
      given_until_ = end;
      live_since_.reset();
      return std::optional<Picture>(std::move(picture));
    }
  }
}

Result<std::optional<SampleBlock>> FfmpegSource::next_sound() {
  if (audio_ == nullptr) return std::optional<SampleBlock>{};
  int faults = 0;
  while (true) {
    SampleBlock block;
    const auto status = audio_->receive(block);
    if (!status) {
      if (++faults > kMostFaultsInARow) return tl::unexpected(status.error());
    } else if (*status == AudioDecoder::Status::end) {
      return std::optional<SampleBlock>{};
    } else if (*status == AudioDecoder::Status::block) {
      if (!block.samples.empty()) return std::optional<SampleBlock>(std::move(block));
    } else {
      auto packet = reader_.next(audio_stream_);
      if (!packet) return tl::unexpected(packet.error());
      const auto sent = audio_->send(packet->get());
      if (!sent && ++faults > kMostFaultsInARow) return tl::unexpected(sent.error());
      if (sent && !*sent) reader_.put_back(audio_stream_, std::move(*packet));
    }
  }
}

}  // namespace

Result<std::unique_ptr<MediaSource>> MediaSource::open(const MediaRequest& request,
                                                       const std::atomic<bool>& cancelled) {
  auto file = InputFile::open(request.path, cancelled);
  if (!file) return tl::unexpected(file.error());
  if (file->still_header() && file->still_header()->is_four_inks)
    return open_cmyk_jpeg(request.path, *file->still_header());
  auto source = std::make_unique<FfmpegSource>(std::move(*file), request);
  if (const auto started = source->start(); !started) return tl::unexpected(started.error());
  return std::unique_ptr<MediaSource>(std::move(source));
}

}  // namespace crier
