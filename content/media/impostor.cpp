// SPDX-License-Identifier: Apache-2.0
#include "content/media/impostor.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

#include "content/media/mp4_boxes.hpp"

namespace crier {
namespace {

constexpr std::size_t kHeadBytes = 1024;

struct Signature {
  std::string_view head;
  const char* reason;
};

constexpr std::array<Signature, 7> kSignatures = {{
    {"%PDF", "it is a PDF document; export its pages as pictures"},
    {"PK\x03\x04", "it is an archive or an office document; unpack it or export it as a video"},
    {"Rar!", "it is an archive; unpack it"},
    {"7z\xBC\xAF", "it is an archive; unpack it"},
    {"\x1F\x8B", "it is compressed; unpack it"},
    {"#EXTM3U", "it is a playlist; name it with .m3u8, or name the files it lists"},
    {"{\\rtf", "it is a text document; export it as a picture"},
}};

bool looks_like_web_page(std::string_view head) {
  std::string lower(head);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower.find("<!doctype html") != std::string::npos || lower.find("<html") != std::string::npos ||
         lower.find("<head>") != std::string::npos;
}

// A RIFF file of extended WebP whose flags announce an animation, which FFmpeg 5.1 does not decode.
bool is_animated_webp(std::string_view head) {
  constexpr std::size_t kFlags = 20;
  return head.size() > kFlags && head.starts_with("RIFF") && head.substr(8, 8) == "WEBPVP8X" &&
         (head[kFlags] & 0x02) != 0;
}

}  // namespace

std::optional<std::string> impostor_reason(const std::filesystem::path& path) {
  std::error_code error;
  // Opening a pipe would wait for its writer.
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream stream(path, std::ios::binary);
  std::string buffer(kHeadBytes, '\0');
  stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
  buffer.resize(static_cast<std::size_t>(stream.gcount()));
  const std::string_view head = buffer;
  if (head.empty()) return std::nullopt;
  for (const Signature& signature : kSignatures) {
    if (head.starts_with(signature.head)) return signature.reason;
  }
  if (looks_like_web_page(head))
    return "it is a web page, not a medium; sign in where you got it and download it again";
  if (is_animated_webp(head)) return "it is an animated WebP, which is not played; export it as MP4 or GIF";
  if (head.find_first_not_of('\0') == std::string_view::npos)
    return "it holds nothing but zeros, as a copy that never finished does; copy it again";
  const auto boxes = read_mp4_boxes(path);
  if (boxes && !boxes->has_table && boxes->breaks_off)
    return "it breaks off before its table of contents; copy it again";
  if (boxes && !boxes->has_table)
    return "its table of contents is missing, as in a recording that was cut off; export it again";
  return std::nullopt;
}

}  // namespace crier
