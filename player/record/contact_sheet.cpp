// SPDX-License-Identifier: Apache-2.0
#include "player/record/contact_sheet.hpp"

#include <cairo.h>
#include <fmt/format.h>
#include <libyuv.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <system_error>
#include <utility>

#include "player/scene/sheet.hpp"

namespace crier {
namespace {

constexpr int kPageWidth = 1'920;
constexpr int kMargin = 56;
constexpr int kGap = 28;
constexpr int kHeaderHeight = 168;
constexpr int kFooterHeight = 40;
constexpr int kTallestFrame = 560;
constexpr int kWordsHeight = 138;  // below a frame
constexpr double kCornerRadius = 10;

constexpr Colour kPaper = colour(0xeef1f6);
constexpr Colour kHeaderGround = colour(0x0e254a);
constexpr Colour kAccent = colour(0xe85442);
constexpr Colour kTitleInk = colour(0xf6f8fc);
constexpr Colour kSubtitleInk = colour(0xb0c2de);
constexpr Colour kTileGround = colour(0xffffff);
constexpr Colour kTileShade = colour(0x0e254a, 0.10);
constexpr Colour kFrameGround = colour(0x10141c);
constexpr Colour kTimeInk = colour(0xc23a2a);
constexpr Colour kMediumInk = colour(0x14213a);
constexpr Colour kReasonInk = colour(0x5a667c);

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};

int columns(bool is_upright) {
  return is_upright ? 6 : 4;
}

int tile_width(bool is_upright) {
  return (kPageWidth - 2 * kMargin - (columns(is_upright) - 1) * kGap) / columns(is_upright);
}

Picture reduced(const Canvas& frame, int most_width) {
  const double scale = std::min(static_cast<double>(most_width) / frame.width,
                                static_cast<double>(kTallestFrame) / frame.height);
  const int width = std::clamp(static_cast<int>(std::lround(frame.width * scale)), 1, most_width);
  const int height = std::clamp(static_cast<int>(std::lround(frame.height * scale)), 1, kTallestFrame);
  Picture small = Picture::blank(width, height);
  libyuv::ARGBScale(frame.pixels, frame.stride, frame.width, frame.height, small.writable_pixels(),
                    small.writable_stride(), width, height, libyuv::kFilterBox);
  return small;
}

void draw_header(Sheet& sheet, const std::string& title, std::size_t items) {
  sheet.fill_rectangle(0, 0, sheet.width(), kHeaderHeight, kHeaderGround);
  sheet.fill_rectangle(0, kHeaderHeight - 5, sheet.width(), 5, kAccent);
  TextStyle style;
  style.width = sheet.width() - 2 * kMargin;
  style.most_lines = 1;
  style.size = 46;
  style.weight = TextWeight::bold;
  style.ink = kTitleInk;
  sheet.text(title, kMargin, 26, style);
  style.size = 25;
  style.weight = TextWeight::normal;
  style.ink = kSubtitleInk;
  sheet.text(fmt::format("播出预览 · 共 {0} 项    Preview · {0} item{1}", items, items == 1 ? "" : "s"),
             kMargin, 100, style);
}

// A frame with the tile's rounded corners above and its straight edge below.
void draw_frame(Sheet& sheet, const Picture& frame, double x, double y, double width, double height) {
  cairo_t* const cairo = sheet.cairo();
  const Plane plane = frame.planes()[0];
  // Cairo does not write to the pixels of a source.
  const std::unique_ptr<cairo_surface_t, SurfaceDeleter> surface(
      cairo_image_surface_create_for_data(const_cast<unsigned char*>(plane.data), CAIRO_FORMAT_RGB24,
                                          frame.shape().width, frame.shape().height, plane.stride));
  cairo_save(cairo);
  cairo_new_path(cairo);
  cairo_arc(cairo, x + kCornerRadius, y + kCornerRadius, kCornerRadius, -M_PI, -M_PI / 2);
  cairo_arc(cairo, x + width - kCornerRadius, y + kCornerRadius, kCornerRadius, -M_PI / 2, 0);
  cairo_line_to(cairo, x + width, y + height);
  cairo_line_to(cairo, x, y + height);
  cairo_close_path(cairo);
  cairo_clip(cairo);
  sheet.fill_rectangle(x, y, width, height, kFrameGround);
  cairo_set_source_surface(cairo, surface.get(), x + std::round((width - frame.shape().width) / 2),
                           y + std::round((height - frame.shape().height) / 2));
  cairo_paint(cairo);
  cairo_restore(cairo);
}

void draw_words(Sheet& sheet, const std::string& time, const std::string& medium, const std::string& reason,
                double x, double y, double width) {
  constexpr double kInset = 16;
  TextStyle style;
  style.width = width - 2 * kInset;
  style.most_lines = 1;
  style.size = 19;
  style.weight = TextWeight::medium;
  style.ink = kTimeInk;
  sheet.text(time, x + kInset, y + 10, style);
  style.size = 22;
  style.weight = TextWeight::bold;
  style.ink = kMediumInk;
  sheet.text(medium, x + kInset, y + 38, style);
  style.size = 18;
  style.weight = TextWeight::normal;
  style.ink = kReasonInk;
  style.line_height = 1.3;
  style.most_lines = 2;
  sheet.text(reason, x + kInset, y + 74, style);
}

Result<void> write_png(Sheet& sheet, const std::filesystem::path& file) {
  std::filesystem::path unfinished = file;
  unfinished += ".part";
  cairo_surface_t* const surface = cairo_get_target(sheet.cairo());
  cairo_surface_flush(surface);
  const cairo_status_t status = cairo_surface_write_to_png(surface, unfinished.c_str());
  std::error_code error;
  if (status == CAIRO_STATUS_SUCCESS) std::filesystem::rename(unfinished, file, error);
  if (status == CAIRO_STATUS_SUCCESS && !error) return {};
  const std::string why = error ? error.message() : std::string(cairo_status_to_string(status));
  std::filesystem::remove(unfinished, error);
  return fail(ErrorCode::io,
              fmt::format("cannot write {}: {}; check that its folder exists, may be written to and "
                          "has room",
                          file.string(), why));
}

}  // namespace

ContactSheet::ContactSheet(std::string title) : title_(std::move(title)) {}

void ContactSheet::add(const Canvas& frame, std::string time, std::string medium, std::string reason) {
  if (tiles_.size() == kMostTiles) {
    ++left_out_;
    return;
  }
  if (tiles_.empty()) is_upright_ = frame.height > frame.width;
  tiles_.push_back(
      {reduced(frame, tile_width(is_upright_)), std::move(time), std::move(medium), std::move(reason)});
}

Result<void> ContactSheet::write(const std::filesystem::path& file) const {
  const int width = tile_width(is_upright_);
  int frame_height = 0;
  for (const Tile& tile : tiles_) frame_height = std::max(frame_height, tile.frame.shape().height);
  const auto across = static_cast<std::size_t>(columns(is_upright_));
  const int rows = static_cast<int>((tiles_.size() + across - 1) / across);
  const int tile_height = frame_height + kWordsHeight;
  const bool has_note = left_out_ > 0 || tiles_.empty();
  constexpr int kNoteHeight = 56;
  const int height =
      kHeaderHeight + kMargin + rows * (tile_height + kGap) + (has_note ? kNoteHeight : 0) + kFooterHeight;

  Sheet sheet(kPageWidth, height);
  sheet.fill(kPaper);
  draw_header(sheet, title_, tiles_.size() + left_out_);
  for (std::size_t i = 0; i < tiles_.size(); ++i) {
    const Tile& tile = tiles_[i];
    const double x = kMargin + static_cast<double>(i % across) * (width + kGap);
    const double y = kHeaderHeight + kMargin + static_cast<double>(i / across) * (tile_height + kGap);
    sheet.fill_rounded(x - 1, y + 1, width + 2, tile_height + 3, kCornerRadius + 1, kTileShade);
    sheet.fill_rounded(x, y, width, tile_height, kCornerRadius, kTileGround);
    draw_frame(sheet, tile.frame, x, y, width, frame_height);
    draw_words(sheet, tile.time, tile.medium, tile.reason, x, y + frame_height, width);
  }
  if (has_note) {
    TextStyle style;
    style.size = 24;
    style.ink = kReasonInk;
    const std::string note = tiles_.empty()
                                 ? std::string("这段时间没有节目    Nothing is shown in this time")
                                 : fmt::format("另有 {0} 项未列出    {0} more not shown", left_out_);
    sheet.text(note, kMargin, kHeaderHeight + kMargin + rows * (tile_height + kGap), style);
  }
  return write_png(sheet, file);
}

}  // namespace crier
