// SPDX-License-Identifier: Apache-2.0
#include "content/media/mp4_boxes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <string_view>

namespace crier {
namespace {

// What comes behind that many boxes changes nothing that is asked here.
constexpr int kMostBoxes = 64;
constexpr std::array<std::string_view, 7> kFirstBoxes = {"ftyp", "moov", "mdat", "free",
                                                         "skip", "wide", "styp"};

std::uint64_t big_endian(const char* bytes, int count) {
  std::uint64_t value = 0;
  for (int i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace

std::optional<Mp4Boxes> read_mp4_boxes(const std::filesystem::path& path) {
  std::error_code error;
  const std::uint64_t file_size = std::filesystem::file_size(path, error);
  std::ifstream stream(path, std::ios::binary);
  if (error || !stream) return std::nullopt;
  Mp4Boxes boxes;
  std::uint64_t position = 0;
  for (int i = 0; i < kMostBoxes && position + 8 <= file_size; ++i) {
    std::array<char, 16> header{};
    stream.clear();
    stream.seekg(static_cast<std::streamoff>(position));
    stream.read(header.data(), static_cast<std::streamsize>(header.size()));
    if (stream.gcount() < 8) break;
    std::uint64_t size = big_endian(header.data(), 4);
    const std::string_view type(header.data() + 4, 4);
    if (i == 0 && std::find(kFirstBoxes.begin(), kFirstBoxes.end(), type) == kFirstBoxes.end())
      return std::nullopt;
    if (size == 1) size = stream.gcount() == 16 ? big_endian(header.data() + 8, 8) : file_size;
    if (size == 0) size = file_size - position;  // to the end of the file
    if (size < 8) break;
    boxes.has_table = boxes.has_table || type == "moov";
    boxes.has_fragments = boxes.has_fragments || type == "moof";
    if (size > file_size - position) {
      boxes.breaks_off = true;
      break;
    }
    position += size;
  }
  return boxes;
}

}  // namespace crier
