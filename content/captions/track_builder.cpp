// SPDX-License-Identifier: Apache-2.0
#include "content/captions/track_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "content/captions/caption_file.hpp"
#include "content/captions/text_encoding.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostMistakes = 100;
constexpr std::string_view kBlanks = " \t\f\v\r";

std::string clean(std::string_view text) {
  std::string cleaned;
  cleaned.reserve(text.size());
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t begin = cleaned.size();
    for (const char c : line) {
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) cleaned += c;
      if (c == '\t') cleaned += ' ';
    }
    if (cleaned.size() > begin) cleaned += '\n';
  }
  if (!cleaned.empty()) cleaned.pop_back();
  return cleaned;
}

}  // namespace

void TrackBuilder::add(CaptionCue cue, int line) {
  cue.text = clean(cue.text);
  if (cue.text.empty()) return;
  if (cue.end <= cue.begin)
    return mistake(line, "the cue ends before it begins", "write the later time behind the arrow");
  if (track_.cues.size() == kMostCues)
    return mistake(line, fmt::format("this is more than {} cues", kMostCues), "split the film");
  if (cue.text.size() > kMostCueBytes) {
    cue.text = utf8_prefix(cue.text, kMostCueBytes);
    mistake(line, "the cue is longer than anyone can read; its end is cut off", "split it into several");
  }
  track_.cues.push_back(std::move(cue));
}

void TrackBuilder::mistake(int line, std::string what, std::string remedy) {
  if (track_.mistakes.size() == kMostMistakes) {
    ++track_.mistakes_left_out;
    return;
  }
  track_.mistakes.push_back({Severity::warning, "", line, 0, std::move(what), std::move(remedy)});
}

CaptionTrack TrackBuilder::finish() && {
  std::stable_sort(track_.cues.begin(), track_.cues.end(),
                   [](const CaptionCue& a, const CaptionCue& b) { return a.begin < b.begin; });
  return std::move(track_);
}

bool LineReader::next(std::string_view& line) {
  if (position_ >= text_.size()) return false;
  const std::size_t end = std::min(text_.find_first_of("\r\n", position_), text_.size());
  line = text_.substr(position_, end - position_);
  position_ = end + 1;
  if (end + 1 < text_.size() && text_[end] == '\r' && text_[end + 1] == '\n') ++position_;
  ++number_;
  return true;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

}  // namespace crier
