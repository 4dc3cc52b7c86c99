// SPDX-License-Identifier: Apache-2.0
#include "content/captions/subrip.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/captions/cue_text.hpp"
#include "content/captions/other_format.hpp"
#include "content/captions/track_builder.hpp"

namespace crier {
namespace {

struct Times {
  Nanoseconds begin{0};
  Nanoseconds end{0};
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_counter(std::string_view line) {
  return !line.empty() && line.size() <= 9 && std::all_of(line.begin(), line.end(), is_digit);
}

// Takes one to `most` digits off the front of `text`; -1 where there is none.
int take_number(std::string_view& text, std::size_t most) {
  int number = 0;
  std::size_t i = 0;
  for (; i < text.size() && i < most && is_digit(text[i]); ++i) number = number * 10 + (text[i] - '0');
  text.remove_prefix(i);
  return i == 0 ? -1 : number;
}

// "01:02:03,456", "02:03.4": hours may be missing, and so may the fraction.
std::optional<Nanoseconds> take_time(std::string_view& text) {
  int fields[3] = {0, 0, 0};
  int count = 0;
  for (; count < 3; ++count) {
    fields[count] = take_number(text, 4);
    if (fields[count] < 0) return std::nullopt;
    if (!text.starts_with(':')) {
      ++count;
      break;
    }
    text.remove_prefix(1);
  }
  if (count < 2 || fields[count - 1] > 59 || fields[count - 2] > (count == 3 ? 59 : 9999))
    return std::nullopt;
  const std::int64_t seconds = count == 3 ? (std::int64_t{fields[0]} * 60 + fields[1]) * 60 + fields[2]
                                          : std::int64_t{fields[0]} * 60 + fields[1];
  Nanoseconds time = std::chrono::seconds{seconds};
  if (text.starts_with(',') || text.starts_with('.')) {
    text.remove_prefix(1);
    Nanoseconds digit = std::chrono::milliseconds{100};
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), digit /= 10)
      time += digit * (text.front() - '0');
  }
  return time;
}

std::optional<Times> timing(std::string_view line) {
  line = trim(line);
  const auto begin = take_time(line);
  line = trim(line);
  const std::size_t dashes = std::min(line.find_first_not_of('-'), line.size());
  if (!begin || dashes == 0 || dashes > 3 || !line.substr(dashes).starts_with('>')) return std::nullopt;
  line = trim(line.substr(dashes + 1));
  const auto end = take_time(line);
  if (!end || (!line.empty() && trim(line).size() == line.size())) return std::nullopt;
  return Times{*begin, *end};
}

bool has_arrow(std::string_view line) {
  return line.find("->") != std::string_view::npos &&
         line.find_first_of("0123456789") != std::string_view::npos;
}

// Text before the first time shows nothing.
void report_stray(const std::vector<std::string_view>& lines, std::size_t first, TrackBuilder& builder) {
  for (std::size_t i = 0; i < first; ++i) {
    const std::string_view line = trim(lines[i]);
    if (line.empty() || is_counter(line)) continue;
    return builder.mistake(static_cast<int>(i) + 1, "this text has no times", "write when it shows above it");
  }
}

}  // namespace

Result<CaptionTrack> parse_subrip(std::string_view utf8) {
  std::vector<std::string_view> lines;
  std::vector<std::size_t> arrows;
  LineReader reader(utf8);
  for (std::string_view line; reader.next(line);) {
    if (has_arrow(line) && (timing(line) || line.find("-->") != std::string_view::npos))
      arrows.push_back(lines.size());
    lines.push_back(line);
  }
  TrackBuilder builder;
  bool any = false;
  report_stray(lines, arrows.empty() ? 0 : arrows.front(), builder);
  for (std::size_t k = 0; k < arrows.size(); ++k) {
    const std::size_t heading = arrows[k];
    const int number = static_cast<int>(heading) + 1;
    const auto times = timing(lines[heading]);
    if (!times) {
      builder.mistake(number, "this is no time; the cue is left out",
                      "write it like 00:00:01,000 --> 00:00:03,500");
      continue;
    }
    any = true;
    std::size_t end = k + 1 < arrows.size() ? arrows[k + 1] : lines.size();
    // A number right above the next time counts cues.
    if (end < lines.size() && end > heading + 1 && is_counter(trim(lines[end - 1]))) --end;
    std::string text;
    for (std::size_t i = heading + 1; i < end; ++i) text.append(lines[i]).append("\n");
    CaptionCue cue;
    cue.begin = times->begin;
    cue.end = times->end;
    cue.text = subrip_text(text, cue.placement);
    builder.add(std::move(cue), number);
  }
  if (!any) return refuse_other_format(utf8, CaptionFormat::subrip);
  return std::move(builder).finish();
}

}  // namespace crier
