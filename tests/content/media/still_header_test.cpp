// SPDX-License-Identifier: Apache-2.0
#include "content/media/still_header.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "content/media/input_file.hpp"
#include "content/media/probe.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

std::string big_endian(std::uint32_t value, int bytes = 4) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> (8 * i) & 0xFF);
  return text;
}

std::string little_endian(std::uint32_t value, int bytes = 4) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i) & 0xFF);
  return text;
}

// A TIFF structure whose one entry is `tag` of `type` with the value.
std::string tiff(bool is_little, std::uint32_t value, std::uint32_t tag = 0x0112, std::uint32_t type = 3,
                 std::uint32_t count = 1) {
  const auto number = is_little ? little_endian : big_endian;
  return (is_little ? "II" : "MM") + number(42, 2) + number(8, 4) + number(1, 2) + number(tag, 2) +
         number(type, 2) + number(count, 4) + number(value, 2) + number(0, 2) + number(0, 4);
}

int orientation_in(const std::string& bytes) {
  return exif_orientation({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

// Checksums do not matter to a reader of headers.
std::string chunk(const std::string& type, const std::string& body) {
  return big_endian(static_cast<std::uint32_t>(body.size())) + type + body + "\0\0\0\0";
}

std::string png(std::uint32_t width, std::uint32_t height, const std::string& chunks = "") {
  return "\x89PNG\r\n\x1A\n" + big_endian(13) + "IHDR" + big_endian(width) + big_endian(height) +
         std::string("\x08\x02\0\0\0\0\0\0\0", 9) + chunks;
}

std::optional<StillHeader> header_of(const std::string& bytes) {
  const TemporaryFolder folder;
  write_file(folder / "still", bytes);
  return read_still_header(folder / "still");
}

TEST(ExifOrientation, is_read_in_both_byte_orders) {
  for (std::uint32_t value = 1; value <= 8; ++value) {
    EXPECT_EQ(orientation_in(tiff(true, value)), int(value));
    EXPECT_EQ(orientation_in(tiff(false, value)), int(value));
  }
}

TEST(ExifOrientation, is_upright_where_it_is_absent_or_damaged) {
  const std::string whole = tiff(true, 6);
  const std::string rows[] = {
      "",
      "II",
      tiff(true, 0),
      tiff(true, 9),
      tiff(false, 65'535),
      tiff(true, 6, 0x0113),             // another tag
      tiff(true, 6, 0x0112, 4),          // not a SHORT
      tiff(true, 6, 0x0112, 3, 0),       // no value
      tiff(true, 6, 0x0112, 3, 70'000),  // many values
      "XX" + whole.substr(2),
      "MM" + whole.substr(2),                                    // the wrong byte order
      whole.substr(0, 4) + little_endian(0xFFFFFFFF),            // a directory far away
      whole.substr(0, 4) + little_endian(24) + whole.substr(8),  // and one at the very end
      whole.substr(0, 8) + little_endian(65'535, 2),             // entries that are not there
  };
  for (const std::string& row : rows) EXPECT_EQ(orientation_in(row), 1) << testing::PrintToString(row);
  for (std::size_t cut = 0; cut < 20; ++cut) EXPECT_EQ(orientation_in(whole.substr(0, cut)), 1) << cut;
}

TEST(ExifOrientation, means_what_the_standard_draws) {
  // Where the stored picture's top left corner (row 0, column 0) and the one below it (row 1) come to stand,
  // by the standard's words: "the 0th row is at the visual top, the 0th column at the visual left" and so on.
  struct Row {
    int value;
    int rotation;
    bool mirrored;
  };
  for (const auto& [value, rotation, mirrored] : std::array<Row, 10>{{{1, 0, false},
                                                                      {2, 0, true},
                                                                      {3, 2, false},
                                                                      {4, 2, true},
                                                                      {5, 3, true},
                                                                      {6, 1, false},
                                                                      {7, 1, true},
                                                                      {8, 3, false},
                                                                      {0, 0, false},
                                                                      {9, 0, false}}}) {
    EXPECT_EQ(orientation_of_exif(value), (Orientation{rotation, mirrored})) << value;
  }
}

TEST(StillHeader, tells_size_and_orientation) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.gif", "a.webp"}) {
    SCOPED_TRACE(name);
    ASSERT_NO_FATAL_FAILURE(make_clip(folder / name, "-f lavfi -i testsrc2=s=96x64:d=1 -frames:v 1"));
    const auto header = read_still_header(folder / name);
    ASSERT_TRUE(header);
    EXPECT_EQ(header->width, 96);
    EXPECT_EQ(header->height, 64);
    EXPECT_EQ(header->orientation, Orientation{});
    EXPECT_FALSE(header->is_four_inks);
  }
}

TEST(StillHeader, finds_exif_in_each_container) {
  const std::string exif = tiff(false, 6);
  const Orientation quarter{1, false};
  const std::string jpeg_exif = std::string("\xFF\xE1", 2) +
                                big_endian(static_cast<std::uint32_t>(exif.size() + 8), 2) +
                                std::string("Exif\0\0", 6) + exif;
  const std::string frame = std::string("\xFF\xC0\0\x11\x08", 5) + big_endian(50, 2) + big_endian(100, 2) +
                            std::string("\3\1\x22\0\2\x11\1\3\x11\1", 10);
  const auto jpeg = header_of("\xFF\xD8" + jpeg_exif + frame);
  ASSERT_TRUE(jpeg);
  EXPECT_EQ(jpeg->width, 100);
  EXPECT_EQ(jpeg->height, 50);
  EXPECT_EQ(jpeg->orientation, quarter);

  const auto early = header_of(png(9, 7, chunk("eXIf", exif) + chunk("IDAT", "x")));
  ASSERT_TRUE(early);
  EXPECT_EQ(early->orientation, quarter);
  EXPECT_TRUE(early->is_single);
  const auto late = header_of(png(9, 7, chunk("IDAT", "x") + chunk("eXIf", exif)));
  ASSERT_TRUE(late);
  EXPECT_EQ(late->orientation, Orientation{});  // as browsers have it: too late to count

  const std::string canvas = std::string("\0\0\0\0\x63\0\0\x31\0\0", 10);
  const std::string riff = "RIFF" + little_endian(99) + "WEBPVP8X" + little_endian(10) + canvas;
  const auto webp = header_of(riff + "EXIF" + little_endian(static_cast<std::uint32_t>(exif.size())) + exif);
  ASSERT_TRUE(webp);
  EXPECT_EQ(webp->width, 100);
  EXPECT_EQ(webp->height, 50);
  EXPECT_EQ(webp->orientation, quarter);
}

TEST(StillHeader, is_none_for_what_is_no_still_or_breaks_off) {
  const std::string rows[] = {"",
                              "words",
                              "\xFF\xD8\xFF",
                              std::string("\xFF\xD8\xFF\xE1\0\0", 6),  // a segment that does not move on
                              "\xFF\xD8\xFF\xE1\xFF\xFF"
                              "Exif",
                              "\x89PNG\r\n\x1A\n",
                              "\x89PNG\r\n\x1A\n" + chunk("IDAT", "0123456789"),
                              "GIF89a\1",
                              "RIFF\1\1\1\1WEBP",
                              "RIFF\1\1\1\1WEBPJUNK\4\0\0\0abcdefghijkl",
                              "\xFF\xD8" + std::string(4'000, '\xFF')};
  for (const std::string& row : rows) EXPECT_FALSE(header_of(row)) << testing::PrintToString(row);
}

// Each is a few bytes that promise more than 64 megapixels.
TEST(StillHeader, a_decompression_bomb_is_refused_before_anything_is_set_aside) {
  const TemporaryFolder folder;
  const struct {
    const char* name;
    std::string bytes;
    const char* size;
  } rows[] = {
      {"bomb.png", png(50'000, 50'000, chunk("IDAT", "x")), "50000x50000"},
      {"endless.png", png(0xFFFFFFFF, 0xFFFFFFFF), "4294967295x4294967295"},
      {"bomb.apng", png(9'000, 9'000, chunk("acTL", big_endian(20'000) + big_endian(0))), "9000x9000"},
      {"bomb.gif", "GIF89a" + little_endian(60'000, 2) + little_endian(60'000, 2) + std::string(3, '\0'),
       "60000x60000"},
      {"bomb.jpg",
       std::string("\xFF\xD8\xFF\xC0\0\x11\x08", 7) + big_endian(50'000, 2) + big_endian(50'000, 2) +
           std::string("\3\1\x22\0\2\x11\1\3\x11\1", 10),
       "50000x50000"},
      {"bomb.webp",
       "RIFF" + little_endian(99) + "WEBPVP8X" + little_endian(10) + std::string(4, '\0') +
           little_endian(16'383, 3) + little_endian(16'383, 3),
       "16384x16384"},
  };
  const std::atomic<bool> never{false};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    ASSERT_NO_FATAL_FAILURE(write_file(folder / row.name, row.bytes));
    const auto file = InputFile::open(folder / row.name, never);
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::limit);
    const auto probe = probe_medium(folder / row.name);
    ASSERT_FALSE(probe);
    EXPECT_EQ(probe.error().message, std::string("its picture of ") + row.size +
                                         " is larger than 64 megapixels; scale it to 7680x4320 at most");
  }
}

}  // namespace
}  // namespace crier
