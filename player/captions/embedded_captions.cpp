// SPDX-License-Identifier: Apache-2.0
#include "player/captions/embedded_captions.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <utility>

#include "content/captions/caption_file.hpp"
#include "content/captions/cue_text.hpp"
#include "content/captions/language_tag.hpp"
#include "content/captions/text_encoding.hpp"
#include "content/captions/track_builder.hpp"
#include "content/media/input_file.hpp"
#include "content/media/time_base.hpp"

namespace crier {
namespace {

const std::atomic<bool> kNever{false};
constexpr std::chrono::milliseconds kOpeningPatience{1'500};
constexpr std::chrono::milliseconds kReadingPatience{1'000};

// An event as FFmpeg's decoders give it: "ReadOrder,Layer,Style,Name,MarginL,MarginR,MarginV,Effect,Text".
struct DecodedEvent {
  Nanoseconds begin{0};
  Nanoseconds end{0};
  std::string fields;
};

std::string language_of(const AVStream& stream) {
  const AVDictionaryEntry* const entry = av_dict_get(stream.metadata, "language", nullptr, 0);
  return entry == nullptr ? std::string() : language_tag(entry->value).value_or(std::string());
}

bool is_text(const AVStream& stream) {
  const AVCodecDescriptor* const descriptor = avcodec_descriptor_get(stream.codecpar->codec_id);
  return stream.codecpar->codec_type == AVMEDIA_TYPE_SUBTITLE && descriptor != nullptr &&
         (descriptor->props & AV_CODEC_PROP_TEXT_SUB) != 0;
}

int choose_stream(const AVFormatContext& context, const std::string& wanted, bool takes_unnamed) {
  int best = -1;
  int best_fit = 0;
  int unnamed = -1;
  for (unsigned i = 0; i < context.nb_streams; ++i) {
    if (!is_text(*context.streams[i])) continue;
    const std::string language = language_of(*context.streams[i]);
    const int fit = language_fit(wanted, language);
    if (fit > best_fit) {
      best = static_cast<int>(i);
      best_fit = fit;
    }
    if (language.empty() && unnamed < 0) unnamed = static_cast<int>(i);
  }
  return best < 0 && takes_unnamed ? unnamed : best;
}

// The film's first instant is that of its first picture.
std::int64_t origin_of(const AVFormatContext& context) {
  const int video =
      av_find_best_stream(const_cast<AVFormatContext*>(&context), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
  if (video < 0 || context.streams[video]->start_time == AV_NOPTS_VALUE) return 0;
  return av_rescale_q(context.streams[video]->start_time, context.streams[video]->time_base, kNanosecondBase);
}

CodecContextHandle open_decoder(const AVStream& stream) {
  const AVCodec* const codec = avcodec_find_decoder(stream.codecpar->codec_id);
  if (codec == nullptr) return nullptr;
  CodecContextHandle decoder(avcodec_alloc_context3(codec));
  if (!decoder || avcodec_parameters_to_context(decoder.get(), stream.codecpar) < 0) return nullptr;
  decoder->pkt_timebase = stream.time_base;
  if (avcodec_open2(decoder.get(), codec, nullptr) < 0) return nullptr;
  return decoder;
}

void decode(AVCodecContext& decoder, const AVStream& stream, AVPacket& packet, std::int64_t origin,
            std::vector<DecodedEvent>& events) {
  AVSubtitle subtitle{};
  int got = 0;
  if (packet.pts == AV_NOPTS_VALUE || avcodec_decode_subtitle2(&decoder, &subtitle, &got, &packet) < 0 ||
      got == 0)
    return;
  const Nanoseconds stamp{av_rescale_q(packet.pts, stream.time_base, kNanosecondBase) - origin};
  DecodedEvent event;
  event.begin = stamp + std::chrono::milliseconds{subtitle.start_display_time};
  event.end = packet.duration > 0
                  ? stamp + Nanoseconds{av_rescale_q(packet.duration, stream.time_base, kNanosecondBase)}
                  : stamp + std::chrono::milliseconds{subtitle.end_display_time};
  for (unsigned i = 0; i < subtitle.num_rects && events.size() < kMostCues; ++i) {
    if (subtitle.rects[i]->ass == nullptr) continue;
    event.fields = subtitle.rects[i]->ass;
    events.push_back(event);
  }
  avsubtitle_free(&subtitle);
}

std::vector<DecodedEvent> read_events(InputFile& file, int index, AVCodecContext& decoder) {
  AVFormatContext& context = file.context();
  for (unsigned i = 0; i < context.nb_streams; ++i)
    context.streams[i]->discard = static_cast<int>(i) == index ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  const std::int64_t origin = origin_of(context);
  std::vector<DecodedEvent> events;
  std::size_t bytes = 0;
  const PacketHandle packet(av_packet_alloc());
  file.set_patience(kReadingPatience);
  while (bytes < kMostCaptionBytes && av_read_frame(&context, packet.get()) >= 0) {
    if (packet->stream_index == index) {
      bytes += static_cast<std::size_t>(packet->size);
      decode(decoder, *context.streams[index], *packet, origin, events);
    }
    av_packet_unref(packet.get());
  }
  return events;
}

// What follows the first `commas` commas.
std::string_view behind(std::string_view fields, int commas) {
  for (; commas > 0; --commas) {
    const std::size_t comma = fields.find(',');
    if (comma == std::string_view::npos) return {};
    fields.remove_prefix(comma + 1);
  }
  return fields;
}

CaptionTrack plain_track(const std::vector<DecodedEvent>& events) {
  TrackBuilder builder;
  for (const DecodedEvent& event : events) {
    CaptionCue cue;
    cue.begin = event.begin;
    cue.end = event.end;
    cue.text = ass_text(decode_text(behind(event.fields, 8)).utf8, cue.placement);
    builder.add(std::move(cue), 0);
  }
  return std::move(builder).finish();
}

std::string ass_time(Nanoseconds time) {
  const auto hundredths =
      std::max<std::int64_t>(std::chrono::round<std::chrono::milliseconds>(time).count() / 10, 0);
  return fmt::format("{}:{:02}:{:02}.{:02}", hundredths / 360'000, hundredths / 6'000 % 60,
                     hundredths / 100 % 60, hundredths % 100);
}

// The stream's header and its events, as they would stand in a file.
std::string script_of(const AVCodecContext& decoder, const std::vector<DecodedEvent>& events) {
  std::string script(reinterpret_cast<const char*>(decoder.subtitle_header),
                     static_cast<std::size_t>(std::max(decoder.subtitle_header_size, 0)));
  script += "\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n";
  for (const DecodedEvent& event : events) {
    const std::string_view layer = behind(event.fields, 1);
    std::string line = fmt::format("Dialogue: {},{},{},{}", layer.substr(0, layer.find(',')),
                                   ass_time(event.begin), ass_time(event.end), behind(layer, 1));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    script += line + '\n';
  }
  return script;
}

}  // namespace

Result<std::optional<EmbeddedCaptions>> read_embedded_captions(const std::filesystem::path& film,
                                                               const std::string& wanted,
                                                               bool takes_unnamed) {
  auto file = InputFile::open(film, kNever, kOpeningPatience);
  if (!file) return fail(file.error(), film.string());
  const int index = choose_stream(file->context(), wanted, takes_unnamed);
  if (index < 0) return std::optional<EmbeddedCaptions>();
  const AVStream& stream = *file->context().streams[index];
  const CodecContextHandle decoder = open_decoder(stream);
  if (!decoder) return std::optional<EmbeddedCaptions>();
  const auto events = read_events(*file, index, *decoder);
  if (events.empty()) return std::optional<EmbeddedCaptions>();
  EmbeddedCaptions captions;
  captions.language = language_of(stream);
  if (stream.codecpar->codec_id != AV_CODEC_ID_ASS) {
    captions.track = plain_track(events);
    return std::optional(std::move(captions));
  }
  auto track = parse_captions(script_of(*decoder, events), CaptionFormat::ass);
  if (!track) return fail(track.error(), fmt::format("{}: stream {}", film.string(), index));
  captions.track = *std::move(track);
  return std::optional(std::move(captions));
}

}  // namespace crier
