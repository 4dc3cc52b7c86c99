// SPDX-License-Identifier: Apache-2.0
#include "content/captions/webvtt_settings.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>

namespace crier {
namespace {

constexpr std::string_view kWhitespace = " \t\n\f\r";  // ASCII whitespace of the Infra standard
constexpr std::int64_t kMostHours = 9'999;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

void skip_whitespace(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(kWhitespace), text.size()));
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

// More digits than a number holds are as good as the largest one.
std::int64_t value_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char digit : digits) value = std::min(value * 10 + (digit - '0'), kMostHours * 1000);
  return value;
}

// "Collect a WebVTT timestamp".
std::optional<Nanoseconds> take_timestamp(std::string_view& text) {
  std::string_view digits = take_digits(text);
  if (digits.empty()) return std::nullopt;
  std::int64_t first = value_of(digits);
  const bool is_hours = digits.size() != 2 || first > 59;
  if (!take(text, ":")) return std::nullopt;
  digits = take_digits(text);
  if (digits.size() != 2) return std::nullopt;
  std::int64_t second = value_of(digits);
  std::int64_t third = 0;
  if (is_hours || text.starts_with(':')) {
    if (!take(text, ":")) return std::nullopt;
    digits = take_digits(text);
    if (digits.size() != 2) return std::nullopt;
    third = value_of(digits);
  } else {
    third = second;
    second = first;
    first = 0;
  }
  if (!take(text, ".")) return std::nullopt;
  digits = take_digits(text);
  if (digits.size() != 3 || second > 59 || third > 59) return std::nullopt;
  return std::chrono::hours{std::min(first, kMostHours)} + std::chrono::minutes{second} +
         std::chrono::seconds{third} + std::chrono::milliseconds{value_of(digits)};
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const bool is_plain =
      !text.empty() && is_digit(text.back()) &&
      text.find_first_not_of("0123456789.-") == std::string_view::npos &&
      (is_digit(text.front()) || (text.front() == '-' && text.size() > 1 && is_digit(text[1])));
  if (!is_plain) return std::nullopt;
  const auto [rest, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (rest != text.data() + text.size()) return std::nullopt;
  if (error != std::errc()) return text.front() == '-' ? -1e9 : 1e9;
  return value;
}

// "Parse a percentage string".
std::optional<double> percentage(std::string_view text) {
  if (!text.ends_with('%')) return std::nullopt;
  text.remove_suffix(1);
  const auto value = number(text);
  if (!value || text.front() == '-' || *value > 100) return std::nullopt;
  return value;
}

void for_each_setting(std::string_view settings,
                      const std::function<void(std::string_view name, std::string_view value)>& apply) {
  while (true) {
    skip_whitespace(settings);
    if (settings.empty()) return;
    const std::string_view word =
        settings.substr(0, std::min(settings.find_first_of(kWhitespace), settings.size()));
    settings.remove_prefix(word.size());
    const std::size_t colon = word.find(':');
    if (colon != std::string_view::npos && colon > 0 && colon + 1 < word.size())
      apply(word.substr(0, colon), word.substr(colon + 1));
  }
}

CaptionEdge edge_at(double percent) {
  return percent < 50 ? CaptionEdge::top : CaptionEdge::bottom;
}

CaptionSide side_at(double percent) {
  return percent < 100.0 / 3   ? CaptionSide::left
         : percent > 200.0 / 3 ? CaptionSide::right
                               : CaptionSide::centre;
}

struct Settings {
  CaptionPlacement placement;
  std::optional<CaptionSide> position;
  bool is_vertical = false;
};

void apply_line(std::string_view value, Settings& settings) {
  // Lines are counted from the top, or below zero from the bottom; about this many fill half the picture.
  constexpr double kHalfOfTheLines = 9;
  const std::size_t comma = value.find(',');
  if (comma != std::string_view::npos) {
    const std::string_view alignment = value.substr(comma + 1);
    if (alignment != "start" && alignment != "center" && alignment != "end") return;
    value = value.substr(0, comma);
  }
  if (value.ends_with('%')) {
    if (const auto percent = percentage(value)) settings.placement.edge = edge_at(*percent);
  } else if (const auto line = number(value)) {
    const bool is_low = *line < 0 ? *line > -kHalfOfTheLines : *line >= kHalfOfTheLines;
    settings.placement.edge = is_low ? CaptionEdge::bottom : CaptionEdge::top;
    if (value.starts_with("-0")) settings.placement.edge = CaptionEdge::top;
  }
}

void apply_position(std::string_view value, Settings& settings) {
  const std::size_t comma = value.find(',');
  if (comma != std::string_view::npos) {
    const std::string_view alignment = value.substr(comma + 1);
    if (alignment != "line-left" && alignment != "center" && alignment != "line-right") return;
    value = value.substr(0, comma);
  }
  if (const auto percent = percentage(value)) settings.position = side_at(*percent);
}

void apply_align(std::string_view value, Settings& settings) {
  if (value == "start" || value == "left") settings.placement.side = CaptionSide::left;
  if (value == "end" || value == "right") settings.placement.side = CaptionSide::right;
  if (value == "center") settings.placement.side = CaptionSide::centre;
}

// Columns of vertical text become lines where it stands by default.
CaptionPlacement placement_by(std::string_view text, const WebvttRegions& regions) {
  Settings settings;
  const CaptionPlacement* region = nullptr;
  for_each_setting(text, [&](std::string_view name, std::string_view value) {
    if (name == "line") {
      apply_line(value, settings);
      region = nullptr;
    } else if (name == "position") {
      apply_position(value, settings);
    } else if (name == "align") {
      apply_align(value, settings);
    } else if (name == "vertical" && (value == "rl" || value == "lr")) {
      settings.is_vertical = true;
    } else if (name == "region") {
      const auto found = regions.find(value);
      region = found == regions.end() ? nullptr : &found->second;
    }
  });
  if (settings.is_vertical) return {};
  if (region != nullptr) return *region;
  if (settings.position) settings.placement.side = *settings.position;
  return settings.placement;
}

}  // namespace

void add_webvtt_region(std::string_view settings, WebvttRegions& regions) {
  std::string id;
  CaptionPlacement placement;
  for_each_setting(settings, [&](std::string_view name, std::string_view value) {
    if (name == "id") id = value;
    if (name != "viewportanchor") return;
    const std::size_t comma = value.find(',');
    if (comma == std::string_view::npos) return;
    const auto x = percentage(value.substr(0, comma));
    const auto y = percentage(value.substr(comma + 1));
    if (x && y) placement = {edge_at(*y), side_at(*x)};
  });
  if (!id.empty()) regions[id] = placement;
}

std::optional<CaptionCue> webvtt_timings(std::string_view line, const WebvttRegions& regions) {
  CaptionCue cue;
  skip_whitespace(line);
  const auto begin = take_timestamp(line);
  if (!begin) return std::nullopt;
  skip_whitespace(line);
  if (!take(line, "-->")) return std::nullopt;
  skip_whitespace(line);
  const auto end = take_timestamp(line);
  if (!end) return std::nullopt;
  cue.begin = *begin;
  cue.end = *end;
  cue.placement = placement_by(line, regions);
  return cue;
}

}  // namespace crier
