// SPDX-License-Identifier: Apache-2.0
#include "content/media/input_file.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/dict.h>
}

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace crier {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kMostStreams = 64;
constexpr std::int64_t kProbeBytes = 8 << 20;
constexpr std::int64_t kAnalyseMicroseconds = 3'000'000;

// The containers and pictures that Crier opens, by FFmpeg's names. Playlists and scripts that would lead into
// other files are none of them.
constexpr const char* kContainers =
    "mov,matroska,avi,mpegts,mpeg,mpegvideo,h264,hevc,m4v,mjpeg,ivf,obu,av1,flv,live_flv,asf,asf_o,ogg,mxf,"
    "mxf_opatom,nut,dv,rm,vc1,wtv,yuv4mpegpipe,gif,apng,image2,jpeg_pipe,png_pipe,gif_pipe,webp_pipe,bmp_"
    "pipe,"
    "tiff_pipe,j2k_pipe,mp3,aac,ac3,eac3,dts,flac,wav,w64,aiff,au,caf,amr,ape,wv,tta,truehd";
// Animations whose pictures last a hundredth of a second or less are shown at ten pictures a second, as
// browsers show them; so the demuxer of GIF does by itself.
constexpr const char* kFastestAnimation = "90";
constexpr const char* kUnreadableAnimation = "10";

std::string reason(int status) {
  if (status == AVERROR_INVALIDDATA || status == AVERROR(EINVAL))
    return "it is no film, picture or sound that can be read; export it again";
  if (status == AVERROR(ENOENT)) return "it does not exist; copy it again";
  if (status == AVERROR(EACCES) || status == AVERROR(EPERM))
    return "it may not be read; change its permissions";
  if (status == AVERROR_EXIT) return "reading it takes too long; copy it to a faster disk";
  if (status == AVERROR_EOF) return "it ends before it begins; copy it again";
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  return fmt::format("it cannot be read ({}); copy it again",
                     av_make_error_string(text, sizeof text, status));
}

// Learns codec parameters by reading ahead, on one thread and within bounds.
int read_ahead(AVFormatContext& context) {
  std::vector<AVDictionary*> options(context.nb_streams, nullptr);
  for (AVDictionary*& each : options) {
    av_dict_set_int(&each, "max_pixels", kMostPixels, 0);
    av_dict_set(&each, "threads", "1", 0);
  }
  const int status = avformat_find_stream_info(&context, options.empty() ? nullptr : options.data());
  for (AVDictionary*& each : options) av_dict_free(&each);
  return status;
}

// A MP4 or MOV whose sample tables give length and codec of every stream of interest needs no reading ahead.
bool header_says_all(const AVFormatContext& context) {
  if (std::strstr(context.iformat->name, "mp4") == nullptr) return false;
  bool any = false;
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    AVStream* const stream = context.streams[i];
    const AVCodecParameters& codec = *stream->codecpar;
    if (codec.codec_type == AVMEDIA_TYPE_VIDEO) {
      const bool plain = codec.codec_id == AV_CODEC_ID_H264 && codec.extradata_size > 0 && codec.width > 0 &&
                         stream->avg_frame_rate.num > 0 && stream->time_base.num > 0;
      if (!plain || avformat_index_get_entries_count(stream) < 2) return false;
      any = true;
    } else if (codec.codec_type == AVMEDIA_TYPE_AUDIO) {
      if (codec.codec_id != AV_CODEC_ID_AAC || codec.extradata_size <= 0 || codec.sample_rate <= 0)
        return false;
    }
  }
  return any;
}

}  // namespace

struct InputFile::Guard {
  const std::atomic<bool>& cancelled;
  SteadyClock::time_point deadline;

  static int interrupt(void* self) {
    const auto& guard = *static_cast<Guard*>(self);
    return guard.cancelled.load(std::memory_order_relaxed) || SteadyClock::now() > guard.deadline ? 1 : 0;
  }
};

InputFile::InputFile(std::unique_ptr<Guard> guard, FormatContextHandle context,
                     std::optional<StillHeader> still_header, bool trusts_header)
    : guard_(std::move(guard)),
      context_(std::move(context)),
      still_header_(still_header),
      trusts_header_(trusts_header) {}
InputFile::InputFile(InputFile&&) noexcept = default;
InputFile& InputFile::operator=(InputFile&& other) noexcept {
  context_ = std::move(other.context_);
  guard_ = std::move(other.guard_);
  still_header_ = other.still_header_;
  trusts_header_ = other.trusts_header_;
  return *this;
}
InputFile::~InputFile() = default;

void InputFile::set_patience(std::chrono::milliseconds patience) {
  guard_->deadline = SteadyClock::now() + patience;
}

Orientation InputFile::orientation(int stream) const {
  return still_header_ ? still_header_->orientation : orientation_of(*context_->streams[stream]);
}

Result<InputFile> InputFile::open(const std::filesystem::path& path, const std::atomic<bool>& cancelled,
                                  std::chrono::milliseconds patience) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return fail(ErrorCode::not_found, "it does not exist; copy it again");
  if (std::filesystem::is_directory(status))
    return fail(ErrorCode::format, "it is a folder; name a file in it");
  if (!std::filesystem::is_regular_file(status))
    return fail(ErrorCode::format, "it is a device, not a file; copy the film itself");
  if (std::filesystem::file_size(path, error) == 0)
    return fail(ErrorCode::format, "it is empty; copy it again");

  const auto still_header = read_still_header(path);
  // Divided, for the product of two lies may overflow.
  if (still_header && still_header->width > kMostPixels / std::max<std::int64_t>(1, still_header->height)) {
    return fail(
        ErrorCode::limit,
        fmt::format("its picture of {}x{} is larger than 64 megapixels; scale it to 7680x4320 at most",
                    still_header->width, still_header->height));
  }

  auto guard = std::make_unique<Guard>(Guard{cancelled, SteadyClock::now() + patience});
  AVFormatContext* raw = avformat_alloc_context();
  raw->interrupt_callback = {&Guard::interrupt, guard.get()};
  raw->max_streams = kMostStreams;
  raw->probesize = kProbeBytes;
  raw->max_analyze_duration = kAnalyseMicroseconds;
  AVDictionary* options = nullptr;
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  av_dict_set(&options, "format_whitelist", kContainers, 0);
  // A name with a percent sign is a name, not a pattern for a row of pictures.
  av_dict_set(&options, "pattern_type", "none", 0);
  av_dict_set(&options, "max_fps", kFastestAnimation, 0);
  av_dict_set(&options, "default_fps", kUnreadableAnimation, 0);
  // The "file:" prefix keeps a colon in a name from being read as a protocol.
  int result = avformat_open_input(&raw, ("file:" + path.string()).c_str(), nullptr, &options);
  av_dict_free(&options);
  if (result < 0) return fail(result == AVERROR_EXIT ? ErrorCode::limit : ErrorCode::format, reason(result));
  FormatContextHandle context(raw);
  const bool trusts_header = header_says_all(*context);
  if (!trusts_header) {
    result = read_ahead(*context);
    if (result < 0) return fail(ErrorCode::format, reason(result));
  }
  guard->deadline = SteadyClock::time_point::max();
  return InputFile(std::move(guard), std::move(context), still_header, trusts_header);
}

}  // namespace crier
