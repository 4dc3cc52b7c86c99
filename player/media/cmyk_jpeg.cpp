// SPDX-License-Identifier: Apache-2.0
#include "player/media/cmyk_jpeg.hpp"

#include <fmt/format.h>

#include <csetjmp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

// Needs <cstdio> before it.
#include <jpeglib.h>

namespace crier {
namespace {

// A progressive file is painted over once a scan; honest ones have ten or so.
constexpr int kMostScans = 100;
constexpr std::uintmax_t kMostBytes = std::uintmax_t{256} << 20;

// libjpeg reports what it cannot do by a call that must not return.
struct Failure {
  jpeg_error_mgr manager;
  std::jmp_buf way_out;
  char reason[JMSG_LENGTH_MAX];

  static void leave(j_common_ptr jpeg) {
    auto* const failure = reinterpret_cast<Failure*>(jpeg->err);
    jpeg->err->format_message(jpeg, failure->reason);
    std::longjmp(failure->way_out, 1);
  }
  static void leave_saying(j_common_ptr jpeg, const char* reason) {
    auto* const failure = reinterpret_cast<Failure*>(jpeg->err);
    std::snprintf(failure->reason, sizeof failure->reason, "%s", reason);
    std::longjmp(failure->way_out, 1);
  }
  static void say_nothing(j_common_ptr /*jpeg*/, int /*level*/) {}
};

void stop_at_too_many_scans(j_common_ptr jpeg) {
  const auto* const decoder = reinterpret_cast<jpeg_decompress_struct*>(jpeg);
  if (decoder->input_scan_number > kMostScans) Failure::leave_saying(jpeg, "it is painted over without end");
}

// Adobe's tools, and what follows them, store how much light is left instead of how much ink is laid.
void mix_row(const JSAMPLE* inks, bool is_light, std::uint8_t* bgra, unsigned width) {
  for (unsigned x = 0; x < width; ++x, inks += 4, bgra += 4) {
    const unsigned flip = is_light ? 0 : 255;
    const unsigned black = inks[3] ^ flip;
    for (unsigned i = 0; i < 3; ++i)
      bgra[i] = static_cast<std::uint8_t>(((inks[2 - i] ^ flip) * black + 127) / 255);
    bgra[3] = 255;
  }
}

struct Target {
  std::uint8_t* pixels;
  std::ptrdiff_t stride;
  unsigned width;
  unsigned height;
};

// Nothing in here has a destructor, for a failure jumps over it.
bool decode(const std::vector<std::uint8_t>& file, const Target& target, Failure& failure) {
  jpeg_decompress_struct jpeg{};
  const auto common = reinterpret_cast<j_common_ptr>(&jpeg);
  jpeg_progress_mgr progress{};
  progress.progress_monitor = &stop_at_too_many_scans;
  jpeg.err = jpeg_std_error(&failure.manager);
  failure.manager.error_exit = &Failure::leave;
  failure.manager.emit_message = &Failure::say_nothing;
  failure.reason[0] = '\0';
  if (setjmp(failure.way_out) != 0) {
    jpeg_destroy_decompress(&jpeg);
    return false;
  }
  jpeg_create_decompress(&jpeg);
  jpeg.progress = &progress;
  jpeg_mem_src(&jpeg, file.data(), static_cast<unsigned long>(file.size()));
  jpeg_read_header(&jpeg, TRUE);
  jpeg.out_color_space = JCS_CMYK;
  jpeg_start_decompress(&jpeg);
  if (jpeg.output_width != target.width || jpeg.output_height != target.height)
    Failure::leave_saying(common, "its size changed");
  const JSAMPARRAY row = jpeg.mem->alloc_sarray(common, JPOOL_IMAGE, target.width * 4, 1);
  while (jpeg.output_scanline < target.height) {
    std::uint8_t* const out = target.pixels + std::ptrdiff_t{jpeg.output_scanline} * target.stride;
    jpeg_read_scanlines(&jpeg, row, 1);
    mix_row(row[0], jpeg.saw_Adobe_marker == TRUE, out, target.width);
  }
  jpeg_destroy_decompress(&jpeg);
  return true;
}

class CmykJpeg final : public MediaSource {
 public:
  CmykJpeg(std::filesystem::path path, const StillHeader& header) : path_(std::move(path)), header_(header) {}

  bool has_pictures() const override { return true; }
  bool has_sound() const override { return false; }
  bool is_still() const override { return true; }
  void set_effort(Effort /*effort*/) override {}
  Result<std::optional<SampleBlock>> next_sound() override { return std::optional<SampleBlock>{}; }
  Result<std::optional<Picture>> next_picture() override;

 private:
  std::filesystem::path path_;
  StillHeader header_;
  bool given_ = false;
};

Result<std::optional<Picture>> CmykJpeg::next_picture() {
  if (given_) return std::optional<Picture>{};
  std::error_code error;
  if (std::filesystem::file_size(path_, error) > kMostBytes || error)
    return fail(ErrorCode::limit, "it is larger than 256 MB; export it again, smaller");
  std::ifstream stream(path_, std::ios::binary);
  const std::vector<std::uint8_t> file{std::istreambuf_iterator<char>(stream),
                                       std::istreambuf_iterator<char>()};
  Picture picture =
      Picture::blank(static_cast<int>(header_.width), static_cast<int>(header_.height), header_.orientation);
  const Target target{picture.writable_pixels(), picture.writable_stride(),
                      static_cast<unsigned>(header_.width), static_cast<unsigned>(header_.height)};
  Failure failure;
  if (!decode(file, target, failure))
    return fail(ErrorCode::format, fmt::format("it cannot be decoded ({}); export it again", failure.reason));
  given_ = true;
  return std::optional<Picture>(std::move(picture));
}

}  // namespace

std::unique_ptr<MediaSource> open_cmyk_jpeg(std::filesystem::path path, const StillHeader& header) {
  return std::make_unique<CmykJpeg>(std::move(path), header);
}

}  // namespace crier
