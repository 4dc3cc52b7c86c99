// SPDX-License-Identifier: Apache-2.0
#include "player/record/film_writer.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
}

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <system_error>
#include <utility>

#include "player/media/media_source.hpp"
#include "player/record/film_encoders.hpp"

namespace crier {
namespace {

// A sample's length is a signed 32-bit number of ticks (ISO/IEC 14496-12 section 8.6.1): 6 hours.
constexpr std::int64_t kLongestPicture = std::int64_t{3'600} * kFilmTicksPerSecond;
constexpr int kLargestSide = 16'384;

// Of a film that is being written: closes its file, too.
struct OutputDeleter {
  void operator()(AVFormatContext* context) const noexcept {
    avio_closep(&context->pb);
    avformat_free_context(context);
  }
};

std::int64_t to_ticks(Nanoseconds time) {
  constexpr std::int64_t kNanosecondsPerNineTicks = 100'000;
  static_assert(kNanosecondsPerNineTicks * kFilmTicksPerSecond == 9 * std::int64_t{1'000'000'000});
  return (time.count() * 9 + kNanosecondsPerNineTicks / 2) / kNanosecondsPerNineTicks;
}

std::int64_t to_sample_frames(Nanoseconds time) {
  constexpr std::int64_t kNanosecondsPerSixFrames = 125'000;
  static_assert(kNanosecondsPerSixFrames * kSampleRate == 6 * std::int64_t{1'000'000'000});
  return (time.count() * 6 + kNanosecondsPerSixFrames / 2) / kNanosecondsPerSixFrames;
}

std::string remedy_for(int status) {
  switch (status) {
    case AVERROR(ENOENT):
      return "make its folder first";
    case AVERROR(ENOSPC):
    case AVERROR(EDQUOT):
      return "free some room on that disk, or write to another one";
    case AVERROR(EACCES):
    case AVERROR(EPERM):
    case AVERROR(EROFS):
      return "choose a folder that may be written to";
    default:
      return "check the disk and the folder";
  }
}

}  // namespace

struct FilmWriter::State {
  std::filesystem::path file;
  std::filesystem::path unfinished;
  std::unique_ptr<AVFormatContext, OutputDeleter> output;
  PictureEncoder pictures;
  std::optional<SoundEncoder> sound;
  PacketHandle packet;
  int width = 0;
  int height = 0;
  // The picture loaded last waits here for the next one, which says how long it stays.
  std::optional<std::int64_t> waiting_tick;
  std::int64_t last_tick = -1;  // of the picture encoded last
  std::int64_t end_tick = 0;    // known once the film is being finished
  bool is_whole = false;

  tl::unexpected<Error> writing_failed(int status) const {
    return fail(ErrorCode::io, fmt::format("cannot write {}: {}; {}", file.string(), ffmpeg_text(status),
                                           remedy_for(status)));
  }

  Result<void> open_output();
  Result<void> add_stream(AVCodecContext& encoder);
  Result<void> write_packets(AVCodecContext& encoder, int stream);
  Result<void> encode_waiting(std::int64_t until);
  Result<void> write_silence_until(std::int64_t position);
  Result<void> close_output();
};

Result<void> FilmWriter::State::add_stream(AVCodecContext& encoder) {
  AVStream* const stream = avformat_new_stream(output.get(), nullptr);
  if (stream == nullptr) return writing_failed(AVERROR(ENOMEM));
  stream->time_base = encoder.time_base;
  if (const int status = avcodec_parameters_from_context(stream->codecpar, &encoder); status < 0)
    return writing_failed(status);
  return {};
}

Result<void> FilmWriter::State::open_output() {
  const std::string url = "file:" + unfinished.string();
  AVFormatContext* context = nullptr;
  if (const int status = avformat_alloc_output_context2(&context, nullptr, "mp4", url.c_str()); status < 0)
    return writing_failed(status);
  output.reset(context);
  if (const auto added = add_stream(pictures.context()); !added) return added;
  if (sound) {
    if (const auto added = add_stream(sound->context()); !added) return added;
  }
  if (const int status = avio_open(&context->pb, url.c_str(), AVIO_FLAG_WRITE); status < 0)
    return writing_failed(status);
  av_opt_set(context->priv_data, "movflags", "faststart", 0);
  if (const int status = avformat_write_header(context, nullptr); status < 0) return writing_failed(status);
  return {};
}

Result<void> FilmWriter::State::write_packets(AVCodecContext& encoder, int stream) {
  while (true) {
    const auto received = receive_packet(encoder, *packet);
    if (!received) return tl::unexpected(received.error());
    if (!*received) return {};
    const bool is_last_picture = stream == 0 && packet->pts == last_tick && end_tick > last_tick;
    if (is_last_picture) packet->duration = end_tick - last_tick;
    packet->stream_index = stream;
    AVStream& out = *output->streams[stream];
    av_packet_rescale_ts(packet.get(), encoder.time_base, out.time_base);
    if (const int status = av_interleaved_write_frame(output.get(), packet.get()); status < 0)
      return writing_failed(status);
    if (output->pb->error < 0) return writing_failed(output->pb->error);
  }
}

Result<void> FilmWriter::State::encode_waiting(std::int64_t until) {
  for (std::int64_t tick = *waiting_tick; tick < until; tick += kLongestPicture) {
    if (const auto encoded = pictures.encode(tick); !encoded) return encoded;
    last_tick = tick;
    if (const auto written = write_packets(pictures.context(), 0); !written) return written;
  }
  waiting_tick.reset();
  return {};
}

Result<void> FilmWriter::State::write_silence_until(std::int64_t position) {
  while (sound->position() < position) {
    const auto taken = sound->encode_silence(static_cast<std::size_t>(position - sound->position()));
    if (!taken) return tl::unexpected(taken.error());
    if (const auto written = write_packets(sound->context(), 1); !written) return written;
  }
  return {};
}

Result<void> FilmWriter::State::close_output() {
  if (const int status = av_write_trailer(output.get()); status < 0) return writing_failed(status);
  if (output->pb->error < 0) return writing_failed(output->pb->error);
  if (const int status = avio_closep(&output->pb); status < 0) return writing_failed(status);
  std::error_code error;
  std::filesystem::rename(unfinished, file, error);
  if (error) return writing_failed(AVERROR(error.value()));
  is_whole = true;
  return {};
}

FilmWriter::FilmWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}

FilmWriter::~FilmWriter() {
  if (state_->is_whole || !state_->output) return;
  state_->output.reset();
  std::error_code ignored;
  std::filesystem::remove(state_->unfinished, ignored);
}

Result<std::unique_ptr<FilmWriter>> FilmWriter::create(const std::filesystem::path& file, int width,
                                                       int height, bool with_sound) {
  if (width < 1 || height < 1 || width > kLargestSide || height > kLargestSide)
    return fail(ErrorCode::invalid_argument, fmt::format("{}: a film of {}x{} cannot be written; its sides "
                                                         "are 1 to {} pixels",
                                                         file.string(), width, height, kLargestSide));
  auto pictures = PictureEncoder::open(width, height);
  if (!pictures) return fail(pictures.error(), file.string());
  auto state = std::make_unique<State>();
  state->pictures = std::move(*pictures);
  if (with_sound) {
    auto sound = SoundEncoder::open();
    if (!sound) return fail(sound.error(), file.string());
    state->sound.emplace(std::move(*sound));
  }
  state->file = file;
  state->unfinished = file;
  state->unfinished += ".part";
  state->packet.reset(av_packet_alloc());
  state->width = width;
  state->height = height;
  std::unique_ptr<FilmWriter> writer(new FilmWriter(std::move(state)));
  if (const auto opened = writer->state_->open_output(); !opened) return tl::unexpected(opened.error());
  return writer;
}

Result<void> FilmWriter::add_frame(const Canvas& canvas, Nanoseconds position) {
  State& s = *state_;
  assert(canvas.width == s.width && canvas.height == s.height);
  std::int64_t tick = std::max<std::int64_t>(to_ticks(position), 0);
  if (s.waiting_tick) {
    // Two pictures less than half a tick apart would fall together.
    tick = std::max(tick, *s.waiting_tick + 1);
    if (auto encoded = s.encode_waiting(tick); !encoded) return encoded;
  }
  if (auto loaded = s.pictures.load(canvas); !loaded) return loaded;
  s.waiting_tick = tick;
  return {};
}

Result<void> FilmWriter::add_sound(std::int64_t position, std::span<const float> interleaved_stereo) {
  State& s = *state_;
  assert(s.sound);
  if (position > s.sound->position()) {
    if (auto written = s.write_silence_until(position); !written) return written;
  }
  const auto frames = static_cast<std::int64_t>(interleaved_stereo.size() / kChannels);
  const std::int64_t cut = std::min(s.sound->position() - position, frames);
  auto rest = interleaved_stereo.subspan(static_cast<std::size_t>(cut) * kChannels);
  while (!rest.empty()) {
    const auto taken = s.sound->encode(rest);
    if (!taken) return tl::unexpected(taken.error());
    rest = rest.subspan(*taken * kChannels);
    if (auto written = s.write_packets(s.sound->context(), 1); !written) return written;
  }
  return {};
}

Result<void> FilmWriter::finish(Nanoseconds end) {
  State& s = *state_;
  if (!s.waiting_tick)
    return fail(ErrorCode::invalid_argument, fmt::format("{}: no picture was shown", s.file.string()));
  s.end_tick = std::max(to_ticks(end), *s.waiting_tick + 1);
  if (auto encoded = s.encode_waiting(s.end_tick); !encoded) return encoded;
  if (auto ended = s.pictures.end(); !ended) return ended;
  if (auto written = s.write_packets(s.pictures.context(), 0); !written) return written;
  if (s.sound) {
    if (auto written = s.write_silence_until(to_sample_frames(end)); !written) return written;
    if (auto ended = s.sound->end(); !ended) return ended;
    if (auto written = s.write_packets(s.sound->context(), 1); !written) return written;
  }
  return s.close_output();
}

}  // namespace crier
