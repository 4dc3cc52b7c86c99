// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <string>

#include "content/media/probe.hpp"
#include "tests/content/media/clips.hpp"

namespace crier {
namespace {

using namespace std::chrono_literals;

#define PLAIN_FILM "-f lavfi -i testsrc2=s=96x64:r=25:d=2 -c:v libx264 -preset ultrafast -pix_fmt yuv420p "

std::string box_number(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
  return bytes;
}

std::string box(const std::string& type, const std::string& content) {
  return box_number(static_cast<std::uint32_t>(content.size() + 8)) + type + content;
}

// The probe's complaint about that file, after checking that it came in time and says what to do.
std::string complaint(const std::filesystem::path& file) {
  const auto begin = std::chrono::steady_clock::now();
  const auto probe = probe_medium(file);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
  if (probe) return "none";
  EXPECT_NE(probe.error().message.find("; "), std::string::npos) << probe.error().message;
  return probe.error().message;
}

struct Foreign {
  const char* name;
  std::string bytes;
  const char* says;
};

TEST(HostileMedia, foreign_bytes_are_named_for_what_they_are) {
  const TemporaryFolder folder;
  const Foreign rows[] = {
      {"empty.mp4", "", "empty"},
      {"portal.mp4", "\r\n<!DOCTYPE html><html><head><title>Sign in</title>", "web page"},
      {"portal.png", "<HTML><body>moved</body></HTML>", "web page"},
      {"zeros.mp4", std::string(100'000, '\0'), "zeros"},
      {"paper.mp4", "%PDF-1.7\n%\xE2\xE3", "PDF"},
      {"slides.mp4", "PK\x03\x04 and more of it", "archive"},
      {"list.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n/etc/hostname\n", "playlist"},
      {"words.mp4", "just a few words\n", "no film"},
      {"concat.mp4", "ffconcat version 1.0\nfile '/etc/hostname'\n", "no film"},
      {"noise.mkv", std::string(5'000, '\x5A'), "no film"},
      {"head.png", "\x89PNG\r\n\x1A\n", "; "},
      {"no_table.mp4", box("ftyp", "isom" + box_number(512) + "isom") + box("mdat", std::string(999, 'x')),
       "table of contents is missing"},
      {"cut_before_table.mp4",
       box("ftyp", "isom" + box_number(512) + "isom") + box_number(5'000'000) + "mdat" +
           std::string(999, 'x'),
       "breaks off"},
      {"no_size.mp4", std::string("\0\0\0\0ftyp", 8), "; "},
      {"tiny_box.mp4", std::string("\0\0\0\3ftyp\0\0\0\3moov", 16), "; "},
  };
  for (const Foreign& row : rows) {
    SCOPED_TRACE(row.name);
    ASSERT_NO_FATAL_FAILURE(write_file(folder / row.name, row.bytes));
    EXPECT_NE(complaint(folder / row.name).find(row.says), std::string::npos) << complaint(folder / row.name);
  }
}

TEST(HostileMedia, what_is_no_file_is_refused_without_waiting) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "folder.mp4");
  ASSERT_EQ(mkfifo((folder / "pipe.mp4").c_str(), 0600), 0);
  std::filesystem::create_symlink(folder / "gone", folder / "dangling.mp4");
  std::filesystem::create_symlink(folder / "circle.mp4", folder / "circle.mp4");
  EXPECT_NE(complaint(folder / "folder.mp4").find("folder"), std::string::npos);
  EXPECT_NE(complaint(folder / "pipe.mp4").find("device"), std::string::npos);
  EXPECT_NE(complaint(folder / "dangling.mp4").find("not exist"), std::string::npos);
  EXPECT_NE(complaint(folder / "circle.mp4").find("; "), std::string::npos);
  EXPECT_NE(complaint(folder / "missing.mp4").find("not exist"), std::string::npos);
}

TEST(HostileMedia, an_unreadable_file_says_so) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "secret.mp4", "x"));
  std::filesystem::permissions(folder / "secret.mp4", std::filesystem::perms::none);
  EXPECT_NE(complaint(folder / "secret.mp4").find("may not be read"), std::string::npos);
}

TEST(HostileMedia, a_truncated_film_says_how_much_is_there) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "first.mp4", PLAIN_FILM "-movflags +faststart"));
  const std::string bytes = read_file(folder / "first.mp4");
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "cut.mp4", bytes.substr(0, bytes.size() * 2 / 3)));
  const std::string text = complaint(folder / "cut.mp4");
  EXPECT_NE(text.find("it breaks off after "), std::string::npos) << text;
  EXPECT_NE(text.find(" of 2.0 s; copy it again"), std::string::npos) << text;
}

TEST(HostileMedia, every_truncation_of_a_film_plays_or_is_explained) {
  const TemporaryFolder folder;
  for (const char* name : {"film.mp4", "film.mkv", "film.ts", "film.avi", "film.flv"}) {
    ASSERT_NO_FATAL_FAILURE(make_clip(folder / name, PLAIN_FILM "-g 10"));
    const std::string bytes = read_file(folder / name);
    for (std::size_t part = 0; part < 16; ++part) {
      const std::filesystem::path cut = folder / fmt::format("{}-{}", part, name);
      ASSERT_NO_FATAL_FAILURE(write_file(cut, bytes.substr(0, bytes.size() * part / 16)));
      const auto probe = probe_medium(cut);
      if (probe) {
        EXPECT_LE(probe->duration, 2100ms) << cut;
      } else {
        EXPECT_NE(probe.error().message.find("; "), std::string::npos) << probe.error().message;
      }
    }
  }
}

TEST(HostileMedia, an_encrypted_film_is_refused) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "sealed.mp4",
                PLAIN_FILM "-encryption_scheme cenc-aes-ctr -encryption_key 76a6c65c5ea762046bd749a2e632ccbb "
                           "-encryption_kid a7e61c373e219033c21091fa607bf3b8"));
  EXPECT_NE(complaint(folder / "sealed.mp4").find("encrypted"), std::string::npos);
}

// Replaces what follows the first `mark` by `skip` bytes.
std::string patched(std::string bytes, const std::string& mark, std::size_t skip,
                    const std::string& replacement) {
  const std::size_t at = bytes.find(mark);
  EXPECT_NE(at, std::string::npos) << mark;
  return bytes.replace(at + mark.size() + skip, replacement.size(), replacement);
}

TEST(HostileMedia, lying_headers_change_no_length_or_are_refused) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(make_clip(folder / "honest.mp4", PLAIN_FILM "-movflags +faststart"));
  const std::string honest = read_file(folder / "honest.mp4");
  const std::string endless(4, '\xFF');
  const struct {
    const char* name;
    std::string bytes;
  } rows[] = {
      {"movie_length.mp4", patched(honest, "mvhd", 16, "\x7F\xFF\xFF\xFF")},
      {"track_length.mp4", patched(honest, "tkhd", 20, "\x7F\xFF\xFF\xFF")},
      {"media_length.mp4", patched(honest, "mdhd", 16, "\x7F\xFF\xFF\xFF")},
      {"no_timescale.mp4", patched(honest, "mdhd", 12, std::string(4, '\0'))},
      {"no_movie_timescale.mp4", patched(honest, "mvhd", 12, std::string(4, '\0'))},
      {"samples.mp4", patched(honest, "stsz", 8, "\x7F\xFF\xFF\xFF")},
      {"times.mp4", patched(honest, "stts", 4, "\x7F\xFF\xFF\xFF")},
      {"chunks.mp4", patched(honest, "stco", 4, "\x7F\xFF\xFF\xFF")},
      {"chunk_place.mp4", patched(honest, "stco", 8, endless)},
      {"steps.mp4", patched(honest, "stts", 12, "\x7F\xFF\xFF\xFF")},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    ASSERT_NO_FATAL_FAILURE(write_file(folder / row.name, row.bytes));
    const auto begin = std::chrono::steady_clock::now();
    const auto probe = probe_medium(folder / row.name);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
    if (probe) {
      EXPECT_LE(probe->duration, 24h);
    } else {
      EXPECT_NE(probe.error().message.find("; "), std::string::npos) << probe.error().message;
    }
  }
  for (const char* name : {"movie_length.mp4", "track_length.mp4", "media_length.mp4"}) {
    const auto probe = probe_medium(folder / name);
    ASSERT_TRUE(probe) << name << ": " << probe.error().message;
    EXPECT_EQ(probe->duration, 2s) << name;
  }
}

TEST(HostileMedia, boxes_nested_twenty_thousand_deep_are_refused) {
  const TemporaryFolder folder;
  constexpr std::uint32_t kDepth = 20'000;
  std::string nested;
  for (std::uint32_t level = 0; level < kDepth; ++level) nested += box_number((kDepth - level) * 8) + "trak";
  ASSERT_NO_FATAL_FAILURE(
      write_file(folder / "deep.mp4", box("ftyp", "isom" + box_number(0)) + box("moov", nested)));
  EXPECT_NE(complaint(folder / "deep.mp4"), "none");
}

TEST(HostileMedia, a_picture_too_large_for_memory_is_refused) {
  const TemporaryFolder folder;
  // A PNG whose header claims 50,000 by 50,000 pixels; the checksums are right.
  const std::string header("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xC3\x50\0\0\xC3\x50\1\0\0\0\0", 29);
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "small.png", "-f lavfi -i color=s=64x64 -frames:v 1 -pix_fmt monob"));
  const std::string small = read_file(folder / "small.png");
  ASSERT_NO_FATAL_FAILURE(
      write_file(folder / "huge.png", header + std::string("\xAC\x44\x5E\x3C", 4) + small.substr(33)));
  EXPECT_NE(complaint(folder / "huge.png").find("64 megapixels"), std::string::npos);
}

TEST(HostileMedia, a_film_too_large_for_any_screen_is_refused) {
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(
      make_clip(folder / "wide.mkv", "-f lavfi -i color=s=16400x64:r=25:d=0.2 -c:v ffv1"));
  EXPECT_NE(complaint(folder / "wide.mkv").find("too large"), std::string::npos);
}

TEST(HostileMedia, twenty_thousand_frames_without_delay_are_measured_in_time) {
  const TemporaryFolder folder;
  std::string bytes("GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF", 19);
  const std::string frame("\x21\xF9\4\0\0\0\0\0\x2C\0\0\0\0\1\0\1\0\0\2\2\x44\1\0", 23);
  for (int i = 0; i < 20'000; ++i) bytes += frame;
  ASSERT_NO_FATAL_FAILURE(write_file(folder / "many.gif", bytes + ";"));
  const auto begin = std::chrono::steady_clock::now();
  const auto probe = probe_medium(folder / "many.gif");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
  ASSERT_TRUE(probe) << probe.error().message;
  EXPECT_EQ(probe->kind, MediumKind::video);
}

}  // namespace
}  // namespace crier
