// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/m3u8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "content/workspace/file_names.hpp"

namespace crier {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kWideMarks[] = {"\xFF\xFE", "\xFE\xFF"};
constexpr double kLongestSeconds = 1e6;

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Whether the bytes are well-formed UTF-8 (RFC 3629), as far as lengths and continuation bytes go.
bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80   ? 1
                               : byte < 0xC2 ? 0
                               : byte < 0xE0 ? 2
                               : byte < 0xF0 ? 3
                               : byte < 0xF5 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

// "12.5,Title", "-1 key="a,b",Title": the length, then attributes, then the title behind the first comma that
// stands outside quotes. False where there is no number.
bool read_extinf(std::string_view text, M3u8Entry& next) {
  text = trimmed(text);
  double length = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (status != std::errc{}) return false;
  if (length > 0 && length <= kLongestSeconds)
    next.duration = std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double>(length));
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == ',' && !quoted) {
      next.title = trimmed(text.substr(i + 1));
      break;
    }
  }
  return true;
}

// The part before "://", in small letters; empty where there is none. A drive letter is no scheme.
std::string scheme_of(std::string_view location) {
  const std::size_t colon = location.find("://");
  if (colon == std::string_view::npos || colon < 2) return {};
  const std::string scheme = lower_case(location.substr(0, colon));
  const bool plain = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  return plain ? scheme : std::string();
}

class Reader {
 public:
  Reader(const std::string& name, Diagnostics& diagnostics) : name_(name), diagnostics_(diagnostics) {}

  // False where reading on makes no sense.
  bool line(int number, std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return true;
    if (text.front() == '#') return tag(number, text);
    next_.line = number;
    location(text);
    next_ = {};
    return true;
  }

  std::vector<M3u8Entry> entries;

 private:
  bool tag(int number, std::string_view text) {
    constexpr std::string_view kLength = "#EXTINF:";
    if (text.starts_with("#EXT-X-TARGETDURATION") || text.starts_with("#EXT-X-STREAM-INF")) {
      add(number, "this is a list of stream segments, not of files",
          "save the stream as one MP4 file and name that");
      entries.clear();
      return false;
    }
    if (text.starts_with(kLength) && !read_extinf(text.substr(kLength.size()), next_)) {
      add(number, "#EXTINF has no length", "write it like #EXTINF:12,Title", Severity::warning);
    }
    return true;
  }

  void location(std::string_view text) {
    const std::string scheme = scheme_of(text);
    if (scheme == "file") {
      std::string path = percent_decoded(text.substr(std::string_view("file://").size()));
      if (path.starts_with("localhost/")) path.erase(0, std::string_view("localhost").size());
      const bool is_name = !path.empty() && std::none_of(path.begin(), path.end(), [](char c) {
        return static_cast<unsigned char>(c) < ' ';
      });
      if (!is_name) {
        add(next_.line, fmt::format("\"{}\" names no file", text), "write the file's path after file://");
        return;
      }
      next_.location = std::move(path);
    } else if (!scheme.empty()) {
      add(next_.line, fmt::format("\"{}\" is on a network, and screens play only what they hold", text),
          "download it into the media folder and name the file");
      return;
    } else {
      next_.location = text;
    }
    entries.push_back(std::move(next_));
  }

  void add(int number, std::string what, std::string remedy, Severity severity = Severity::error) {
    diagnostics_.push_back({severity, name_, number, 0, std::move(what), std::move(remedy)});
  }

  const std::string& name_;
  Diagnostics& diagnostics_;
  M3u8Entry next_;
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::vector<M3u8Entry> parse_m3u8(std::string_view text, const std::string& name, Diagnostics& diagnostics) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const bool wide = text.starts_with(kWideMarks[0]) || text.starts_with(kWideMarks[1]);
  if (wide || text.find('\0') != std::string_view::npos || !is_utf8(text)) {
    diagnostics.push_back(
        {Severity::error, name, 0, 0, "it is not text in UTF-8", "save it as M3U8 in UTF-8"});
    return {};
  }
  Reader reader(name, diagnostics);
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!reader.line(++number, text.substr(0, end))) break;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::move(reader.entries);
}

std::string to_m3u8(const std::vector<M3u8Entry>& entries) {
  std::string text = "#EXTM3U\n";
  for (const M3u8Entry& entry : entries) {
    std::string length = "-1";
    if (entry.duration) {
      const std::int64_t milliseconds =
          std::chrono::round<std::chrono::milliseconds>(*entry.duration).count();
      length = fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
    }
    std::string title = entry.title;
    std::replace_if(
        title.begin(), title.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    // A name that begins with '#' would read as a comment.
    const char* const guard = entry.location.starts_with('#') ? "./" : "";
    text += fmt::format("#EXTINF:{},{}\n{}{}\n", length, title, guard, entry.location);
  }
  return text;
}

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0 || (high == 0 && low == 0)) {
      decoded += text[i];
    } else {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

}  // namespace crier
