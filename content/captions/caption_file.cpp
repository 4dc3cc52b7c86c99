// SPDX-License-Identifier: Apache-2.0
#include "content/captions/caption_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "content/captions/ass_script.hpp"
#include "content/captions/language_tag.hpp"
#include "content/captions/subrip.hpp"
#include "content/captions/text_encoding.hpp"
#include "content/captions/webvtt.hpp"

namespace crier {
namespace {

tl::unexpected<Error> too_large() {
  return fail(ErrorCode::limit, fmt::format("it is larger than {} MiB; no captions of a film are that long",
                                            kMostCaptionBytes >> 20));
}

void tell_of_broken_characters(const DecodedText& decoded, CaptionTrack& track) {
  if (decoded.replaced == 0) return;
  const auto line =
      std::count(decoded.utf8.begin(),
                 decoded.utf8.begin() + static_cast<std::ptrdiff_t>(decoded.utf8.find("\uFFFD")), '\n');
  track.mistakes.insert(
      track.mistakes.begin(),
      {Severity::warning, "", static_cast<int>(line) + 1, 0,
       fmt::format("{} characters of the file are broken, the first of them here", decoded.replaced),
       "save it as UTF-8"});
}

}  // namespace

std::optional<CaptionFormat> caption_format_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.find('/', dot) != std::string_view::npos) return std::nullopt;
  const std::string ending = ascii_lower(name.substr(dot + 1));
  if (ending == "vtt") return CaptionFormat::webvtt;
  if (ending == "srt") return CaptionFormat::subrip;
  if (ending == "ass" || ending == "ssa") return CaptionFormat::ass;
  return std::nullopt;
}

Result<CaptionTrack> parse_captions(std::string_view bytes, CaptionFormat format) {
  if (bytes.size() > kMostCaptionBytes) return too_large();
  DecodedText decoded = decode_text(bytes);
  auto track = format == CaptionFormat::webvtt   ? parse_webvtt(decoded.utf8)
               : format == CaptionFormat::subrip ? parse_subrip(decoded.utf8)
                                                 : parse_ass(decoded.utf8);
  if (!track) return track;
  track->format = format;
  tell_of_broken_characters(decoded, *track);
  if (format == CaptionFormat::ass) track->ass_script = std::move(decoded.utf8);
  return track;
}

Result<CaptionTrack> read_captions(const std::filesystem::path& path) {
  const auto format = caption_format_of(path.filename().string());
  if (!format) {
    return fail(ErrorCode::unsupported,
                "its name is none of captions; export it as WebVTT and let its name end in .vtt");
  }
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error))
    return fail(ErrorCode::not_found, "it does not exist or is no file; copy it again");
  if (std::filesystem::file_size(path, error) > kMostCaptionBytes) return too_large();
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(kMostCaptionBytes + 1, '\0');  // it may have grown in between
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream.bad() || !stream.is_open())
    return fail(ErrorCode::io, "it cannot be read; check its permissions or copy it again");
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return parse_captions(bytes, *format);
}

}  // namespace crier
