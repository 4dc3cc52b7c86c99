// SPDX-License-Identifier: Apache-2.0
#include "content/media/input_file.hpp"

#include <gtest/gtest.h>

extern "C" {
#include <libavformat/avformat.h>
}

#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

constexpr const char* kFilm =
    "-f lavfi -i testsrc2=s=96x64:r=25:d=1 -f lavfi -i sine=d=1 -c:v libx264 -preset ultrafast "
    "-pix_fmt yuv420p -c:a aac";

TEST(InputFile, takes_a_well_made_mp4_from_its_header_alone) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "film.mp4", kFilm));
  const std::atomic<bool> cancelled{false};
  const auto file = InputFile::open(folder / "film.mp4", cancelled);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_TRUE(file->trusts_header());
}

TEST(InputFile, reads_ahead_in_anything_else) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "film.ts", kFilm));
  const std::atomic<bool> cancelled{false};
  const auto file = InputFile::open(folder / "film.ts", cancelled);
  ASSERT_TRUE(file) << file.error().message;
  EXPECT_FALSE(file->trusts_header());
}

TEST(InputFile, stops_at_once_when_cancelled) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "film.mp4", kFilm));
  const std::atomic<bool> cancelled{true};
  EXPECT_FALSE(InputFile::open(folder / "film.mp4", cancelled));
}

TEST(InputFile, stops_reading_when_cancelled_midway) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "film.ts", "-f lavfi -i testsrc2=s=640x360:r=25:d=4 -c:v mpeg2video -q:v 2"));
  std::atomic<bool> cancelled{false};
  auto file = InputFile::open(folder / "film.ts", cancelled);
  ASSERT_TRUE(file) << file.error().message;
  cancelled = true;
  const PacketHandle packet(av_packet_alloc());
  int status = 0;
  while ((status = av_read_frame(&file->context(), packet.get())) >= 0) av_packet_unref(packet.get());
  EXPECT_EQ(status, AVERROR_EXIT);
}

TEST(InputFile, moves_with_its_guard) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "film.mp4", kFilm));
  const std::atomic<bool> cancelled{false};
  auto first = InputFile::open(folder / "film.mp4", cancelled);
  ASSERT_TRUE(first);
  auto second = InputFile::open(folder / "film.mp4", cancelled);
  ASSERT_TRUE(second);
  *first = std::move(*second);
  const PacketHandle packet(av_packet_alloc());
  EXPECT_GE(av_read_frame(&first->context(), packet.get()), 0);
}

TEST(InputFile, opens_no_other_file_on_behalf_of_one) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "film.ts", kFilm));
  ASSERT_NO_FATAL_FAILURE(write_file(
      folder / "list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfilm.ts\n#EXT-X-ENDLIST\n"));
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "list.ffconcat", "ffconcat version 1.0\nfile film.ts\n"));
  const std::atomic<bool> cancelled{false};
  EXPECT_FALSE(InputFile::open(folder / "list.m3u8", cancelled));
  EXPECT_FALSE(InputFile::open(folder / "list.ffconcat", cancelled));
}

}  // namespace
}  // namespace crier
