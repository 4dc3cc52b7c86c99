// SPDX-License-Identifier: Apache-2.0
#include "content/media/input_file.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/dict.h>
}

#include <cstring>
#include <utility>

namespace crier {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr int kMostStreams = 64;
constexpr std::int64_t kProbeBytes = 8 << 20;
constexpr std::int64_t kAnalyseMicroseconds = 3'000'000;

std::string reason(int status) {
  if (status == AVERROR_INVALIDDATA) return "it is not a media file";
  if (status == AVERROR(ENOENT)) return "it does not exist";
  if (status == AVERROR(EACCES) || status == AVERROR(EPERM)) return "it may not be read";
  if (status == AVERROR_EXIT) return "reading it takes too long";
  if (status == AVERROR_EOF) return "it ends before it begins";
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  return av_make_error_string(text, sizeof text, status);
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

InputFile::InputFile(std::unique_ptr<Guard> guard, FormatContextHandle context, bool trusts_header)
    : guard_(std::move(guard)), context_(std::move(context)), trusts_header_(trusts_header) {}
InputFile::InputFile(InputFile&&) noexcept = default;
InputFile& InputFile::operator=(InputFile&& other) noexcept {
  context_ = std::move(other.context_);
  guard_ = std::move(other.guard_);
  trusts_header_ = other.trusts_header_;
  return *this;
}
InputFile::~InputFile() = default;

void InputFile::set_patience(std::chrono::milliseconds patience) {
  guard_->deadline = SteadyClock::now() + patience;
}

Result<InputFile> InputFile::open(const std::filesystem::path& path, const std::atomic<bool>& cancelled,
                                  std::chrono::milliseconds patience) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) return fail(ErrorCode::not_found, "it does not exist");
  if (!std::filesystem::is_regular_file(status)) return fail(ErrorCode::format, "it is not a file");
  if (std::filesystem::file_size(path, error) == 0) return fail(ErrorCode::format, "it is empty");

  auto guard = std::make_unique<Guard>(Guard{cancelled, SteadyClock::now() + patience});
  AVFormatContext* raw = avformat_alloc_context();
  raw->interrupt_callback = {&Guard::interrupt, guard.get()};
  raw->max_streams = kMostStreams;
  raw->probesize = kProbeBytes;
  raw->max_analyze_duration = kAnalyseMicroseconds;
  AVDictionary* options = nullptr;
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  // The "file:" prefix keeps a colon in a name from being read as a protocol.
  int result = avformat_open_input(&raw, ("file:" + path.string()).c_str(), nullptr, &options);
  av_dict_free(&options);
  if (result < 0) return fail(result == AVERROR_EXIT ? ErrorCode::limit : ErrorCode::format, reason(result));
  FormatContextHandle context(raw);
  const bool trusts_header = header_says_all(*context);
  if (!trusts_header) {
    result = avformat_find_stream_info(context.get(), nullptr);
    if (result < 0) return fail(ErrorCode::format, reason(result));
  }
  guard->deadline = SteadyClock::time_point::max();
  return InputFile(std::move(guard), std::move(context), trusts_header);
}

}  // namespace crier
