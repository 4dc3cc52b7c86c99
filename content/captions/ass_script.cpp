// SPDX-License-Identifier: Apache-2.0
#include "content/captions/ass_script.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/captions/cue_text.hpp"
#include "content/captions/language_tag.hpp"
#include "content/captions/other_format.hpp"
#include "content/captions/track_builder.hpp"

namespace crier {
namespace {

// Which field of a Dialogue line is which; by default as ASS and SSA are written everywhere.
struct Columns {
  std::size_t count = 10;
  std::size_t begin = 1;
  std::size_t end = 2;
};

Columns columns_of(std::string_view format) {
  Columns columns;
  std::size_t index = 0;
  while (true) {
    const std::size_t comma = std::min(format.find(','), format.size());
    const std::string name = ascii_lower(trim(format.substr(0, comma)));
    if (name == "start") columns.begin = index;
    if (name == "end") columns.end = index;
    ++index;
    if (comma == format.size()) break;
    format.remove_prefix(comma + 1);
  }
  columns.count = std::max<std::size_t>(index, 1);
  return columns;
}

// "1:02:03.45"
std::optional<Nanoseconds> time_of(std::string_view text) {
  text = trim(text);
  int fields[4] = {};
  constexpr char kParting[] = {':', ':', '.'};
  for (int i = 0; i < 4; ++i) {
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), fields[i]);
    if (error != std::errc() || fields[i] < 0 || fields[i] > 9999) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    if (i == 3) break;
    if (!text.starts_with(kParting[i])) return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty() || fields[1] > 59 || fields[2] > 59 || fields[3] > 99) return std::nullopt;
  return std::chrono::hours{fields[0]} + std::chrono::minutes{fields[1]} + std::chrono::seconds{fields[2]} +
         std::chrono::milliseconds{fields[3] * 10};
}

// The fields of a Dialogue line; the last one, the text, may hold commas. Empty where there are too few.
std::vector<std::string_view> fields_of(std::string_view line, std::size_t count) {
  std::vector<std::string_view> fields;
  while (fields.size() + 1 < count) {
    const std::size_t comma = line.find(',');
    if (comma == std::string_view::npos) return {};
    fields.push_back(line.substr(0, comma));
    line.remove_prefix(comma + 1);
  }
  fields.push_back(line);
  return fields;
}

void add_dialogue(std::string_view line, int number, const Columns& columns, TrackBuilder& builder) {
  const auto fields = fields_of(line, columns.count);
  if (columns.begin >= fields.size() || columns.end >= fields.size())
    return builder.mistake(number, "this Dialogue has too few fields", "give it those of the Format line");
  const auto begin = time_of(fields[columns.begin]);
  const auto end = time_of(fields[columns.end]);
  if (!begin || !end)
    return builder.mistake(number, "this Dialogue has no times; it is left out",
                           "write them like 0:00:01.00");
  CaptionCue cue;
  cue.begin = *begin;
  cue.end = *end;
  cue.text = ass_text(fields.back(), cue.placement);
  builder.add(std::move(cue), number);
}

}  // namespace

Result<CaptionTrack> parse_ass(std::string_view utf8) {
  TrackBuilder builder;
  Columns columns;
  bool in_events = false;
  bool any = false;
  LineReader lines(utf8);
  for (std::string_view line; lines.next(line);) {
    line = trim(line);
    if (line.starts_with('[')) {
      in_events = ascii_lower(line) == "[events]";
    } else if (in_events && line.starts_with("Format:")) {
      columns = columns_of(line.substr(7));
    } else if (in_events && line.starts_with("Dialogue:")) {
      any = true;
      add_dialogue(line.substr(9), lines.number(), columns, builder);
    }
  }
  if (!any) return refuse_other_format(utf8, CaptionFormat::ass);
  return std::move(builder).finish();
}

}  // namespace crier
