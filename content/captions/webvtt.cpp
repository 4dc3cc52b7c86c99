// SPDX-License-Identifier: Apache-2.0
#include "content/captions/webvtt.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "content/captions/cue_text.hpp"
#include "content/captions/other_format.hpp"
#include "content/captions/track_builder.hpp"
#include "content/captions/webvtt_settings.hpp"

namespace crier {
namespace {

constexpr std::string_view kSignature = "WEBVTT";
constexpr std::string_view kArrow = "-->";

// Ends of lines become LF, as 6.1 step 1 says; NULs are U+FFFD already.
std::string with_line_feeds(std::string_view utf8) {
  std::string text;
  text.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (utf8[i] != '\r') {
      text += utf8[i];
    } else if (i + 1 == utf8.size() || utf8[i + 1] != '\n') {
      text += '\n';
    }
  }
  return text;
}

bool has_signature(std::string_view text) {
  if (!text.starts_with(kSignature)) return false;
  return text.size() == kSignature.size() ||
         text.find_first_of(" \t\n", kSignature.size()) == kSignature.size();
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  CaptionTrack parse() {
    next_line();  // the signature's
    if (!at_end()) {
      if (text_[position_] == '\n') {
        next_line();
      } else {
        take_block(Place::header);
      }
    }
    skip_blank_lines();
    while (!at_end()) {
      take_block(Place::body);
      skip_blank_lines();
    }
    return std::move(builder_).finish();
  }

 private:
  enum class Place { header, body };
  enum class Kind { unknown, cue, style, region };

  bool at_end() const { return position_ >= text_.size(); }

  std::string_view next_line() {
    const std::size_t end = std::min(text_.find('\n', position_), text_.size());
    const std::string_view line = text_.substr(position_, end - position_);
    position_ = std::min(end + 1, text_.size());
    ++line_;
    return line;
  }

  void skip_blank_lines() {
    while (!at_end() && text_[position_] == '\n') next_line();
  }

  // "Collect a WebVTT block". Lines of a block lie side by side, so that its buffer is a part of the text.
  void take_block(Place place) {
    Kind kind = Kind::unknown;
    std::optional<CaptionCue> cue;
    const int first_line = line_ + 1;
    int timing_line = 0;
    std::size_t buffer_begin = position_;
    std::size_t buffer_end = position_;
    bool seen_arrow = false;
    for (int count = 1; !at_end(); ++count) {
      const std::size_t line_begin = position_;
      const std::string_view line = next_line();
      if (line.find(kArrow) != std::string_view::npos) {
        if (place == Place::header || count > 2 || (count == 2 && seen_arrow)) {
          position_ = line_begin;
          --line_;
          break;
        }
        seen_arrow = true;
        timing_line = line_;
        cue = webvtt_timings(line, regions_);
        if (cue) {
          kind = Kind::cue;
          buffer_begin = buffer_end = position_;
        } else {
          builder_.mistake(line_, "this is no time; the cue is left out",
                           "write it like 00:00:01.000 --> 00:00:03.500");
        }
      } else if (line.empty()) {
        break;
      } else {
        if (place == Place::body && count == 2 && kind == Kind::unknown) {
          const std::string_view first = text_.substr(buffer_begin, buffer_end - buffer_begin);
          if (is_word(first, "STYLE")) kind = Kind::style;
          if (is_word(first, "REGION")) kind = Kind::region;
          if (kind != Kind::unknown) buffer_begin = line_begin;
        }
        buffer_end = line_begin + line.size();
      }
    }
    const std::string_view buffer = text_.substr(buffer_begin, buffer_end - buffer_begin);
    if (cue) {
      cue->text = webvtt_text(buffer);
      builder_.add(*std::move(cue), timing_line);
    } else if (kind == Kind::region) {
      add_webvtt_region(buffer, regions_);
    } else if (kind == Kind::unknown && place == Place::body && !seen_arrow && !is_known(buffer)) {
      builder_.mistake(first_line, "these lines belong to no cue and are not shown",
                       "write times above them, or NOTE before them");
    }
  }

  static bool is_word(std::string_view line, std::string_view word) {
    return line.starts_with(word) && line.find_first_not_of(" \t", word.size()) == std::string_view::npos;
  }

  static bool is_known(std::string_view block) {
    const std::string_view first = block.substr(0, std::min(block.find('\n'), block.size()));
    if (trim(first).empty() || is_word(first, "STYLE") || is_word(first, "REGION")) return true;
    return first.starts_with("NOTE") && (first.size() == 4 || first[4] == ' ' || first[4] == '\t');
  }

  std::string_view text_;
  std::size_t position_ = 0;
  int line_ = 0;  // of the line taken last, from 1
  WebvttRegions regions_;
  TrackBuilder builder_;
};

}  // namespace

Result<CaptionTrack> parse_webvtt(std::string_view utf8) {
  const std::string text = with_line_feeds(utf8);
  if (!has_signature(text)) return refuse_other_format(text, CaptionFormat::webvtt);
  return Parser(text).parse();
}

}  // namespace crier
