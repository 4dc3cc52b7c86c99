// SPDX-License-Identifier: Apache-2.0
#include "content/alerts/alert_text.hpp"

#include <iconv.h>

#include <cctype>
#include <cstdint>
#include <memory>
#include <vector>

namespace crier {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

struct IconvCloser {
  void operator()(void* handle) const noexcept { iconv_close(handle); }
};

std::optional<std::string> converted(std::string_view bytes, const char* encoding) {
  iconv_t handle = iconv_open("UTF-8", encoding);
  if (handle == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  const std::unique_ptr<void, IconvCloser> closer(handle);
  std::string text(bytes.size() * 3 + 16, '\0');  // no character of these encodings grows more
  char* in = const_cast<char*>(bytes.data());     // iconv does not write there
  std::size_t in_left = bytes.size();
  char* out = text.data();
  std::size_t out_left = text.size();
  if (iconv(handle, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) return std::nullopt;
  text.resize(text.size() - out_left);
  return text;
}

// The encoding's name in `<?xml version="1.0" encoding="..."?>`, in capitals; empty where none.
std::string declared_encoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view declaration = bytes.substr(0, bytes.substr(0, 256).find("?>"));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos) return {};
  std::string name;
  for (const char c : declaration.substr(at + 1, end - at - 1))
    name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

// The length of the well-formed UTF-8 sequence at the front (RFC 3629), 0 where there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first < 0xE0   ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  if (length == 0 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool beyond = (first == 0xED && byte(1) >= 0xA0) || (first == 0xF4 && byte(1) >= 0x90);
  return overlong || beyond ? 0 : length;
}

// From U+2E80 on: Chinese characters, their punctuation and what is set like them; no blank stands between.
bool is_wide(std::string_view character) {
  return character.size() >= 3 && static_cast<std::uint8_t>(character[0]) >= 0xE2 &&
         character >= std::string_view("\xE2\xBA\x80");
}

std::string_view last_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<std::uint8_t>(text[--at]) & 0xC0) == 0x80) {
  }
  return text.substr(at);
}

bool begins_like_a_list_entry(std::string_view line) {
  return line.starts_with("* ") || line.starts_with("- ") || line.starts_with("\u2022");
}

std::string with_single_blanks(std::string_view line) {
  std::string text;
  for (const char c : line) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank || (!text.empty() && text.back() != ' ')) text += blank ? ' ' : c;
  }
  return text;
}

}  // namespace

bool is_clean_text(std::string_view text) {
  while (!text.empty()) {
    const auto first = static_cast<std::uint8_t>(text.front());
    if (first < 0x20 && kBlanks.find(text.front()) == std::string_view::npos) return false;
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::optional<std::string> alert_utf8(std::string_view bytes) {
  std::optional<std::string> text;
  if (bytes.starts_with("\xFF\xFE")) {
    text = converted(bytes.substr(2), "UTF-16LE");
  } else if (bytes.starts_with("\xFE\xFF")) {
    text = converted(bytes.substr(2), "UTF-16BE");
  } else if (bytes.starts_with("\xEF\xBB\xBF")) {
    text = std::string(bytes.substr(3));
  } else {
    const std::string encoding = declared_encoding(bytes);
    const bool is_gb = encoding == "GB18030" || encoding == "GBK" || encoding == "GB2312";
    // GB 18030 holds GBK and GB 2312 unchanged.
    if (is_gb) text = converted(bytes, "GB18030");
    if (encoding.empty() || encoding == "UTF-8" || encoding == "US-ASCII") text = std::string(bytes);
  }
  if (!text || !is_clean_text(*text)) return std::nullopt;
  return text;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string flowing(std::string_view text, std::size_t most_bytes) {
  std::string result;
  bool new_paragraph = false;
  text = trimmed(text);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string line = with_single_blanks(trimmed(text.substr(0, end)));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) {
      new_paragraph = true;
      continue;
    }
    if (!result.empty()) {
      if (new_paragraph || begins_like_a_list_entry(line)) {
        result += '\n';
      } else if (!is_wide(last_character(result)) ||
                 !is_wide(std::string_view(line).substr(0, sequence_length(line)))) {
        result += ' ';
      }
    }
    new_paragraph = false;
    result += line;
  }
  if (result.size() > most_bytes) {
    std::size_t cut = most_bytes;
    while (cut > 0 && (static_cast<std::uint8_t>(result[cut]) & 0xC0) == 0x80) --cut;
    result.resize(cut);
  }
  return result;
}

}  // namespace crier
