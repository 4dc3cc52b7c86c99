// SPDX-License-Identifier: Apache-2.0
#include "content/media/still_header.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <vector>

namespace crier {
namespace {

// Real files have a few dozen; a file of nothing but headers is not followed to its end.
constexpr int kMostSegments = 512;
constexpr std::size_t kMostExifBytes = 65'536;
constexpr std::string_view kExifMark("Exif\0\0", 6);

// Reads at given places; what lies behind the file's end reads as nothing.
class Bytes {
 public:
  explicit Bytes(const std::filesystem::path& path) : stream_(path, std::ios::binary) {}

  std::vector<std::uint8_t> read(std::uint64_t position, std::size_t count) {
    std::vector<std::uint8_t> bytes(count);
    stream_.clear();
    stream_.seekg(static_cast<std::streamoff>(position));
    if (!stream_) return {};
    stream_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(stream_.gcount()));
    return bytes;
  }

 private:
  std::ifstream stream_;
};

std::uint32_t big_endian(std::span<const std::uint8_t> bytes) {
  std::uint32_t value = 0;
  for (const std::uint8_t byte : bytes) value = value << 8 | byte;
  return value;
}

std::uint32_t little_endian(std::span<const std::uint8_t> bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8 | bytes[i - 1];
  return value;
}

std::string_view text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// JPEG (ITU-T T.81, annex B): segments up to the frame header. EXIF stands before it, in an APP1.
std::optional<StillHeader> read_jpeg(Bytes& file) {
  StillHeader header;
  std::uint64_t position = 2;
  for (int i = 0; i < kMostSegments; ++i) {
    const auto head = file.read(position, 4);
    if (head.size() < 4 || head[0] != 0xFF) return std::nullopt;
    const std::uint8_t marker = head[1];
    if (marker == 0xFF) {  // a fill byte
      ++position;
      continue;
    }
    const std::size_t length = big_endian(std::span(head).subspan(2, 2));
    if (length < 2) return std::nullopt;
    if (marker == 0xE1 && header.orientation == Orientation{}) {
      const auto segment = file.read(position + 4, length - 2);
      if (text(segment).starts_with(kExifMark))
        header.orientation =
            orientation_of_exif(exif_orientation(std::span(segment).subspan(kExifMark.size())));
    }
    const bool is_frame =
        marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    if (is_frame) {
      const auto frame = file.read(position + 4, 6);
      if (frame.size() < 6) return std::nullopt;
      header.height = big_endian(std::span(frame).subspan(1, 2));
      header.width = big_endian(std::span(frame).subspan(3, 2));
      header.is_four_inks = frame[5] == 4;
      return header;
    }
    position += 2 + length;
  }
  return std::nullopt;
}

// PNG 3rd edition: eXIf and acTL count before the first IDAT only (sections 11.3.4.5 and 11.3.6.1).
std::optional<StillHeader> read_png(Bytes& file) {
  StillHeader header;
  header.is_single = true;
  std::uint64_t position = 8;
  for (int i = 0; i < kMostSegments; ++i) {
    const auto head = file.read(position, 8);
    if (head.size() < 8) break;
    const std::uint32_t length = big_endian(std::span(head).first(4));
    const std::string_view type = text(std::span(head).subspan(4, 4));
    if (i == 0) {
      const auto size = file.read(position + 8, 8);
      if (type != "IHDR" || size.size() < 8) return std::nullopt;
      header.width = big_endian(std::span(size).first(4));
      header.height = big_endian(std::span(size).subspan(4, 4));
    } else if (type == "acTL") {
      const auto frames = file.read(position + 8, 4);
      header.is_single = frames.size() < 4 || big_endian(frames) < 2;
    } else if (type == "eXIf") {
      const auto exif = file.read(position + 8, std::min<std::size_t>(length, kMostExifBytes));
      header.orientation = orientation_of_exif(exif_orientation(exif));
    } else if (type == "IDAT" || type == "IEND") {
      break;
    }
    position += 12 + std::uint64_t{length};
  }
  if (header.width == 0) return std::nullopt;
  return header;
}

// GIF89a, section 18: the logical screen, which holds every picture of the file.
std::optional<StillHeader> read_gif(Bytes& file) {
  const auto screen = file.read(6, 4);
  if (screen.size() < 4) return std::nullopt;
  StillHeader header;
  header.width = little_endian(std::span(screen).first(2));
  header.height = little_endian(std::span(screen).subspan(2, 2));
  return header;
}

// WebP container (RFC 9649, section 2). EXIF stands behind the picture.
std::optional<StillHeader> read_webp(Bytes& file) {
  StillHeader header;
  std::uint64_t position = 12;
  for (int i = 0; i < kMostSegments; ++i) {
    const auto head = file.read(position, 18);
    if (head.size() < 8) break;
    const std::string_view type = text(std::span(head).first(4));
    const std::uint32_t length = little_endian(std::span(head).subspan(4, 4));
    const std::span body = std::span(head).subspan(8);
    if (i == 0) {
      if (body.size() < 10) return std::nullopt;
      if (type == "VP8X") {
        header.width = 1 + std::int64_t{little_endian(body.subspan(4, 3))};
        header.height = 1 + std::int64_t{little_endian(body.subspan(7, 3))};
        header.is_single = (body[0] & 0x02) == 0;
      } else if (type == "VP8L") {
        const std::uint32_t bits = little_endian(body.subspan(1, 4));
        header.width = 1 + std::int64_t{bits & 0x3FFF};
        header.height = 1 + std::int64_t{bits >> 14 & 0x3FFF};
        header.is_single = true;
        return header;
      } else if (type == "VP8 ") {
        header.width = little_endian(body.subspan(6, 2)) & 0x3FFF;
        header.height = little_endian(body.subspan(8, 2)) & 0x3FFF;
        header.is_single = true;
        return header;
      } else {
        return std::nullopt;
      }
    } else if (type == "EXIF") {
      const auto exif = file.read(position + 8, std::min<std::size_t>(length, kMostExifBytes));
      // Some writers keep the mark that only JPEG has.
      const std::size_t mark = text(exif).starts_with(kExifMark) ? kExifMark.size() : 0;
      header.orientation = orientation_of_exif(exif_orientation(std::span(exif).subspan(mark)));
      break;
    }
    position += 8 + std::uint64_t{length} + length % 2;
  }
  if (header.width == 0) return std::nullopt;
  return header;
}

}  // namespace

int exif_orientation(std::span<const std::uint8_t> tiff) {
  constexpr int kUpright = 1;
  constexpr std::uint32_t kOrientation = 0x0112;
  constexpr std::uint32_t kShort = 3;
  constexpr std::size_t kEntryBytes = 12;
  if (tiff.size() < 8) return kUpright;
  const bool is_little = text(tiff.first(2)) == "II";
  if (!is_little && text(tiff.first(2)) != "MM") return kUpright;
  const auto number = [&](std::size_t position, std::size_t count) {
    const auto bytes = tiff.subspan(position, count);
    return is_little ? little_endian(bytes) : big_endian(bytes);
  };
  if (number(2, 2) != 42) return kUpright;
  const std::size_t directory = number(4, 4);
  if (directory > tiff.size() - 2) return kUpright;
  const std::size_t entries = number(directory, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntryBytes;
    if (entry + kEntryBytes > tiff.size()) break;
    if (number(entry, 2) != kOrientation) continue;
    if (number(entry + 2, 2) != kShort || number(entry + 4, 4) != 1) break;
    const auto value = static_cast<int>(number(entry + 8, 2));
    return value <= 8 ? std::max(kUpright, value) : kUpright;
  }
  return kUpright;
}

std::optional<StillHeader> read_still_header(const std::filesystem::path& path) {
  std::error_code error;
  // Opening a pipe would wait for its writer.
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  Bytes file(path);
  const auto head = file.read(0, 12);
  const std::string_view mark = text(head);
  if (mark.starts_with("\xFF\xD8\xFF")) return read_jpeg(file);
  if (mark.starts_with("\x89PNG\r\n\x1A\n")) return read_png(file);
  if (mark.starts_with("GIF87a") || mark.starts_with("GIF89a")) return read_gif(file);
  if (mark.size() == 12 && mark.starts_with("RIFF") && mark.substr(8) == "WEBP") return read_webp(file);
  return std::nullopt;
}

}  // namespace crier
