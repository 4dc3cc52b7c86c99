// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/safe_text.hpp"

#include "config/text_file.hpp"

namespace crier {
namespace {

constexpr std::string_view kReplaced = "\xEF\xBF\xBD";  // U+FFFD

// The character that begins at `at` of well-formed UTF-8, and its length.
struct Character {
  char32_t code = 0;
  std::size_t size = 1;
};

Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t code = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) code = code << 6 | (byte(i) & 0x3FU);
  return {code, size};
}

bool is_dangerous(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x61C || code == 0x200E || code == 0x200F ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

}  // namespace

std::string safe_text(std::string_view text, std::string_view indent) {
  std::string safe;
  std::size_t good = first_not_utf8(text).value_or(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (at == good) {
      safe += kReplaced;
      ++at;
      good = at + first_not_utf8(text.substr(at)).value_or(text.size() - at);
      continue;
    }
    const Character one = character_at(text, at);
    if (one.code == '\n') {
      safe += '\n';
      safe += indent;
    } else if (one.code == '\t') {
      safe += ' ';
    } else if (is_dangerous(one.code)) {
      safe += kReplaced;
    } else {
      safe += text.substr(at, one.size);
    }
    at += one.size;
  }
  return safe;
}

std::string safe_line(std::string_view text) {
  std::string safe = safe_text(text);
  for (char& c : safe)
    if (c == '\n') c = ' ';
  return safe;
}

std::string csv_field(std::string_view text) {
  std::string field = "\"";
  const std::string safe = safe_text(text);
  const std::size_t first = safe.find_first_not_of(" \n");
  const bool is_formula =
      (first != std::string::npos && std::string_view("=+-@").find(safe[first]) != std::string_view::npos) ||
      (!text.empty() && (text.front() == '\t' || text.front() == '\r')) ||
      // In full width some tables take them alike.
      safe.starts_with("＝") || safe.starts_with("＋") || safe.starts_with("－") || safe.starts_with("＠");
  if (is_formula) field += '\'';
  for (const char c : safe) {
    field += c;
    if (c == '"') field += c;
  }
  field += '"';
  return field;
}

}  // namespace crier
