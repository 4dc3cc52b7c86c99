// SPDX-License-Identifier: Apache-2.0
#include "content/media/probe.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/encryption_info.h>
}

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <optional>
#include <utility>

#include "content/media/extent.hpp"
#include "content/media/impostor.hpp"
#include "content/media/input_file.hpp"
#include "content/media/mp4_boxes.hpp"
#include "content/media/streams.hpp"

namespace crier {
namespace {

const std::atomic<bool> kNever{false};
constexpr int kMostSide = 16'384;
constexpr std::chrono::milliseconds kOpeningPatience{1'500};
constexpr Nanoseconds kLongestMedium = std::chrono::hours{24};
constexpr const char* kEncrypted = "it is encrypted; ask its maker for a copy without protection";
constexpr Nanoseconds kFormality = std::chrono::seconds{1};

bool is_encrypted(const AVStream& stream) {
  const std::uint32_t tag = stream.codecpar->codec_tag;
  if (tag == MKTAG('e', 'n', 'c', 'v') || tag == MKTAG('e', 'n', 'c', 'a')) return true;
  // Matroska tells of it in the track's metadata, MP4 in side data.
  return av_dict_get(stream.metadata, "enc_key_id", nullptr, 0) != nullptr ||
         av_stream_get_side_data(&stream, AV_PKT_DATA_ENCRYPTION_INIT_INFO, nullptr) != nullptr;
}

Result<void> refuse_unplayable(const std::filesystem::path& path, const AVStream& stream, bool is_still) {
  const AVCodecParameters& codec = *stream.codecpar;
  if (is_encrypted(stream)) return fail(ErrorCode::unsupported, kEncrypted);
  if (codec.codec_id == AV_CODEC_ID_NONE)
    return fail(ErrorCode::unsupported, "its codec is unknown; convert it to H.264 in MP4");
  if (avcodec_find_decoder(codec.codec_id) == nullptr) {
    return fail(ErrorCode::unsupported, fmt::format("nothing here decodes {}; convert it to H.264 in MP4",
                                                    avcodec_get_name(codec.codec_id)));
  }
  if (codec.codec_type != AVMEDIA_TYPE_VIDEO) return {};
  if (is_still && codec.width <= 0) {
    return fail(ErrorCode::format,
                impostor_reason(path).value_or("it is damaged or larger than 64 megapixels; "
                                               "export it again, smaller"));
  }
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

bool is_still_format(const AVFormatContext& context) {
  const char* const name = context.iformat->name;
  const std::size_t length = std::strlen(name);
  return std::strcmp(name, "image2") == 0 || (length > 5 && std::strcmp(name + length - 5, "_pipe") == 0);
}

bool has_text_stream(const AVFormatContext& context) {
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    const AVCodecParameters& codec = *context.streams[i]->codecpar;
    const AVCodecDescriptor* const descriptor = avcodec_descriptor_get(codec.codec_id);
    if (codec.codec_type == AVMEDIA_TYPE_SUBTITLE && descriptor != nullptr &&
        (descriptor->props & AV_CODEC_PROP_TEXT_SUB) != 0)
      return true;
  }
  return false;
}

void describe_video(const InputFile& file, int video, Probe& probe) {
  const AVFormatContext& context = file.context();
  const AVStream& stream = *context.streams[video];
  const AVCodecParameters& codec = *stream.codecpar;
  probe.has_video = true;
  probe.video_codec = avcodec_get_name(codec.codec_id);
  probe.width = codec.width;
  probe.height = codec.height;
  const AVRational aspect =
      stream.sample_aspect_ratio.num > 0 ? stream.sample_aspect_ratio : codec.sample_aspect_ratio;
  if (aspect.num > 0 && aspect.den > 0)
    probe.width = static_cast<int>(av_rescale(codec.width, aspect.num, aspect.den));
  if (file.orientation(video).is_sideways()) std::swap(probe.width, probe.height);
  if (stream.avg_frame_rate.num > 0 && !is_still_format(context))
    probe.frame_rate = av_q2d(stream.avg_frame_rate);
}

// How long the chosen stream lasts, from the table where there is a whole one.
Result<Extent> measure(InputFile& file, const std::filesystem::path& path, int stream) {
  const bool is_mp4 = std::strstr(file.context().iformat->name, "mp4") != nullptr;
  const auto boxes = is_mp4 ? read_mp4_boxes(path) : std::nullopt;
  if (!boxes || boxes->has_fragments) return extent_from_packets(file, stream);
  std::error_code error;
  return extent_from_table(file, stream, static_cast<std::int64_t>(std::filesystem::file_size(path, error)));
}

Result<void> settle_length(InputFile& file, const std::filesystem::path& path, int video, int audio,
                           Probe& probe) {
  const auto extent = measure(file, path, video >= 0 ? video : audio);
  if (!extent) return tl::unexpected(extent.error());
  if (extent->is_encrypted) return fail(ErrorCode::unsupported, kEncrypted);
  probe.duration = extent->length;
  if (video >= 0 && extent->packets == 1) {
    // One picture: with sound it stands as long as the sound; alone, a length of a second or less is a
    // formality, and so is whatever an animation of one picture says.
    if (audio >= 0) {
      auto again = InputFile::open(path, kNever, kOpeningPatience);
      const auto sound = again ? measure(*again, path, audio) : extent;
      if (sound) probe.duration = std::max(probe.duration, sound->length);
    } else if (probe.duration <= kFormality || file.still_header()) {
      probe.kind = MediumKind::picture;
      probe.duration = Nanoseconds{0};
      return {};
    }
  }
  if (probe.duration > Nanoseconds{0} && probe.duration <= kLongestMedium) return {};
  return fail(ErrorCode::format,
              fmt::format("its length of {} s cannot be right; export it again",
                          std::chrono::floor<std::chrono::seconds>(probe.duration).count()));
}

}  // namespace

Result<Probe> probe_medium(const std::filesystem::path& path) {
  auto file = InputFile::open(path, kNever, kOpeningPatience);
  if (!file) {
    const bool is_foreign = file.error().code == ErrorCode::format;
    const auto reason = is_foreign ? impostor_reason(path) : std::nullopt;
    return reason ? Result<Probe>(fail(ErrorCode::format, *reason)) : tl::unexpected(file.error());
  }
  AVFormatContext& context = file->context();
  const int video = best_video_stream(context);
  const int audio = best_audio_stream(context);
  if (video < 0 && audio < 0)
    return fail(ErrorCode::format, "it holds no pictures and no sound that can be played; export it again");

  Probe probe;
  const bool is_still = video >= 0 && is_still_format(context);
  const auto playable = refuse_unplayable(path, *context.streams[video >= 0 ? video : audio], is_still);
  if (!playable) return tl::unexpected(playable.error());
  if (video >= 0) describe_video(*file, video, probe);
  if (audio >= 0) {
    probe.has_audio = true;
    probe.audio_codec = avcodec_get_name(context.streams[audio]->codecpar->codec_id);
  }
  probe.has_captions = has_text_stream(context);
  probe.kind = is_still ? MediumKind::picture : video >= 0 ? MediumKind::video : MediumKind::sound;
  if (is_still) return probe;
  if (const auto length = settle_length(*file, path, video, audio, probe); !length)
    return tl::unexpected(length.error());
  return probe;
}

}  // namespace crier
