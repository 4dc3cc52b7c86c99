// SPDX-License-Identifier: Apache-2.0
#include "content/captions/cue_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "content/captions/language_tag.hpp"
#include "content/captions/text_encoding.hpp"

namespace crier {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kReferences = {{
    {"amp", "&"},
    {"lt", "<"},
    {"gt", ">"},
    {"quot", "\""},
    {"apos", "'"},
    {"nbsp", "\u00A0"},
    {"lrm", "\u200E"},
    {"rlm", "\u200F"},
    {"hellip", "…"},
    {"mdash", "—"},
}};
constexpr std::size_t kLongestReference = 10;
constexpr std::array<std::string_view, 14> kHtmlTags = {"b",    "i",      "u", "s",    "em", "strong", "font",
                                                        "span", "strike", "p", "ruby", "rt", "c",      "v"};

// Appends the character reference that `text` begins with and returns its length, or 0 where it is none.
std::size_t append_reference(std::string_view text, std::string& out) {
  const std::size_t end = text.substr(0, kLongestReference).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  std::string_view name = text.substr(1, end - 1);
  if (name[0] != '#') {
    for (const auto& [known, character] : kReferences) {
      if (name != known) continue;
      out += character;
      return end + 1;
    }
    return 0;
  }
  name.remove_prefix(1);
  const bool is_hex = name.starts_with('x') || name.starts_with('X');
  if (is_hex) name.remove_prefix(1);
  std::uint32_t character = 0;
  const auto [rest, error] =
      std::from_chars(name.data(), name.data() + name.size(), character, is_hex ? 16 : 10);
  if (error != std::errc() || rest != name.data() + name.size()) return 0;
  append_utf8(out, character == 0 ? 0xFFFD : character);
  return end + 1;
}

std::string_view tag_name(std::string_view tag) {
  if (tag.starts_with('/')) tag.remove_prefix(1);
  return tag.substr(0, std::min(tag.find_first_of(". \t\n\f/"), tag.size()));
}

// The numbers of a keypad: 7 8 9 above, 1 2 3 below; a row in the middle counts as below.
CaptionPlacement keypad(int number) {
  CaptionPlacement placement;
  placement.edge = number >= 7 ? CaptionEdge::top : CaptionEdge::bottom;
  placement.side = number % 3 == 1   ? CaptionSide::left
                   : number % 3 == 0 ? CaptionSide::right
                                     : CaptionSide::centre;
  return placement;
}

std::optional<int> digits_behind(std::string_view overrides, std::string_view name) {
  const std::size_t at = overrides.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  int number = 0;
  const char* const begin = overrides.data() + at + name.size();
  const auto parsed = std::from_chars(begin, overrides.data() + overrides.size(), number);
  if (parsed.ec != std::errc()) return std::nullopt;
  return number;
}

// `overrides` is what stands between braces.
void apply_alignment(std::string_view overrides, CaptionPlacement& placement) {
  if (const auto number = digits_behind(overrides, "\\an"); number && *number >= 1 && *number <= 9) {
    placement = keypad(*number);
  } else if (const auto old = digits_behind(overrides, "\\a"); old && *old >= 1 && *old <= 11) {
    // SSA's own numbers: 1 2 3 below, 5 6 7 above, 9 10 11 in the middle.
    placement = keypad(*old >= 5 && *old <= 7 ? *old + 2 : (*old - 1) % 4 + 1);
  }
}

// Appends what a backslash and the letter behind it stand for; false where that is nothing.
bool append_escape(std::string_view text, std::string& out) {
  if (text.size() < 2) return false;
  if (text[1] == 'N' || text[1] == 'n') {
    out += '\n';
  } else if (text[1] == 'h') {
    out += "\u00A0";
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::string webvtt_text(std::string_view text) {
  std::string out;
  bool in_ruby_text = false;
  const auto close_ruby_text = [&] {
    if (in_ruby_text) out += "）";
    in_ruby_text = false;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '&') {
      const std::size_t length = append_reference(text.substr(i), out);
      if (length == 0) out += '&';
      i += std::max<std::size_t>(length, 1);
    } else if (text[i] == '<') {
      const std::size_t end = std::min(text.find('>', i), text.size());
      const std::string_view tag = text.substr(i + 1, end - i - 1);
      const std::string_view name = tag_name(tag);
      if (name == "rt" || name == "ruby") close_ruby_text();
      if (name == "rt" && !tag.starts_with('/')) {
        out += "（";
        in_ruby_text = true;
      }
      i = end + 1;
    } else {
      out += text[i++];
    }
  }
  close_ruby_text();
  return out;
}

std::string subrip_text(std::string_view text, CaptionPlacement& placement) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    std::size_t taken = 0;
    if (rest[0] == '&') {
      taken = append_reference(rest, out);
    } else if (rest[0] == '{' && rest.starts_with("{\\")) {
      const std::size_t end = rest.find('}');
      if (end != std::string_view::npos) {
        apply_alignment(rest.substr(0, end), placement);
        taken = end + 1;
      }
    } else if (rest[0] == '<') {
      const std::size_t end = rest.find('>');
      if (end != std::string_view::npos) {
        const std::string name = ascii_lower(tag_name(rest.substr(1, end - 1)));
        if (name == "br") out += '\n';
        if (name == "br" || std::find(kHtmlTags.begin(), kHtmlTags.end(), name) != kHtmlTags.end())
          taken = end + 1;
      }
    } else if (rest[0] == '\\' && append_escape(rest, out)) {
      taken = 2;
    }
    if (taken == 0) out += rest[0];
    i += std::max<std::size_t>(taken, 1);
  }
  return out;
}

std::string ass_text(std::string_view text, CaptionPlacement& placement) {
  std::string out;
  bool is_drawing = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    const std::size_t end = rest[0] == '{' ? rest.find('}') : std::string_view::npos;
    if (end != std::string_view::npos) {
      const std::string_view overrides = rest.substr(0, end);
      apply_alignment(overrides, placement);
      is_drawing = digits_behind(overrides, "\\p").value_or(is_drawing ? 1 : 0) > 0;
      i += end + 1;
    } else if (!is_drawing && rest[0] == '\\' && append_escape(rest, out)) {
      i += 2;
    } else {
      if (!is_drawing) out += rest[0];
      ++i;
    }
  }
  return out;
}

}  // namespace crier
