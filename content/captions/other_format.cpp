// SPDX-License-Identifier: Apache-2.0
#include "content/captions/other_format.hpp"

#include <string>

#include "content/captions/language_tag.hpp"

namespace crier {
namespace {

std::string start_of(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\f\v\r\n");
  return begin == std::string_view::npos ? std::string() : ascii_lower(text.substr(begin, 1024));
}

}  // namespace

tl::unexpected<Error> refuse_other_format(std::string_view utf8, CaptionFormat promised) {
  const std::string start = start_of(utf8);
  if (start.empty()) return fail(ErrorCode::format, "it is empty; export the captions again");
  if (start.starts_with("<!doctype") || start.starts_with("<html"))
    return fail(ErrorCode::format, "it is a web page, not captions; download the captions themselves");
  if (start.starts_with("<?xml") || start.starts_with("<tt"))
    return fail(ErrorCode::unsupported, "it is XML; export the captions as WebVTT");
  if (promised != CaptionFormat::webvtt && start.starts_with("webvtt"))
    return fail(ErrorCode::format, "it is WebVTT; let its name end in .vtt");
  if (promised != CaptionFormat::ass && start.starts_with("[script info]"))
    return fail(ErrorCode::format, "it is ASS; let its name end in .ass");
  const bool has_times = start[0] >= '0' && start[0] <= '9' && start.find("-->") != std::string::npos;
  if (promised == CaptionFormat::ass && has_times)
    return fail(ErrorCode::format, "it is SubRip; let its name end in .srt");
  switch (promised) {
    case CaptionFormat::webvtt:
      return has_times
                 ? fail(ErrorCode::format,
                        "it lacks WEBVTT on its first line; let its name end in .srt if it is SubRip, else "
                        "write that line")
                 : fail(ErrorCode::format,
                        "it does not begin with WEBVTT; export the captions as WebVTT in UTF-8");
    case CaptionFormat::subrip:
      return fail(ErrorCode::format, "no line of it says when a caption shows; export the captions again");
    case CaptionFormat::ass:
      break;
  }
  return fail(ErrorCode::format, "it has no [Events] with a Dialogue; export the captions again");
}

}  // namespace crier
