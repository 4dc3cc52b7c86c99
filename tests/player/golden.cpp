// SPDX-License-Identifier: Apache-2.0
#include "tests/player/golden.hpp"

#include <cairo.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace crier {
namespace {

constexpr int kSquare = 4;
constexpr int kChannels = 4;

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDeleter>;

void copy_rows(const std::uint8_t* from, int from_stride, std::uint8_t* to, int to_stride, int width,
               int height) {
  for (int y = 0; y < height; ++y)
    std::memcpy(to + std::ptrdiff_t{y} * to_stride, from + std::ptrdiff_t{y} * from_stride,
                static_cast<std::size_t>(width) * kChannels);
}

// A BGRA picture of its own memory, whatever the layout was. Depths above eight bits are not expected.
Picture as_bgra(const Picture& picture) {
  const PictureShape& shape = picture.shape();
  Picture copy = Picture::blank(shape.width, shape.height);
  if (shape.layout == PixelLayout::bgra) {
    const Plane plane = picture.planes()[0];
    copy_rows(plane.data, plane.stride, copy.writable_pixels(), copy.writable_stride(), shape.width,
              shape.height);
  } else {
    Painter::convert(picture, {copy.writable_pixels(), copy.writable_stride(), shape.width, shape.height});
  }
  return copy;
}

// Means of the squares, all channels one after the other; squares at the right and lower edge may be smaller.
std::vector<double> averaged(const Picture& picture) {
  const PictureShape& shape = picture.shape();
  const Plane plane = picture.planes()[0];
  std::vector<double> means;
  for (int top = 0; top < shape.height; top += kSquare) {
    for (int left = 0; left < shape.width; left += kSquare) {
      const int bottom = std::min(top + kSquare, shape.height);
      const int right = std::min(left + kSquare, shape.width);
      for (int channel = 0; channel < kChannels; ++channel) {
        int sum = 0;
        for (int y = top; y < bottom; ++y)
          for (int x = left; x < right; ++x)
            sum += plane.data[std::ptrdiff_t{y} * plane.stride + x * kChannels + channel];
        means.push_back(static_cast<double>(sum) / ((bottom - top) * (right - left)));
      }
    }
  }
  return means;
}

// Grey where both agree, brighter the more they differ.
Picture difference(const Picture& one, const Picture& other) {
  const PictureShape& shape = one.shape();
  Picture result = Picture::blank(shape.width, shape.height);
  const Plane a = one.planes()[0];
  const Plane b = other.planes()[0];
  for (int y = 0; y < shape.height; ++y) {
    for (int x = 0; x < shape.width * kChannels; ++x) {
      const int apart = std::abs(int{a.data[std::ptrdiff_t{y} * a.stride + x]} -
                                 int{b.data[std::ptrdiff_t{y} * b.stride + x]});
      const bool is_alpha = x % kChannels == kChannels - 1;
      result.writable_pixels()[std::ptrdiff_t{y} * result.writable_stride() + x] =
          static_cast<std::uint8_t>(is_alpha ? 255 : std::min(255, 40 + 3 * apart));
    }
  }
  return result;
}

bool is_updating() {
  const char* const wish = std::getenv("CRIER_UPDATE_GOLDEN");
  return wish != nullptr && std::string_view(wish) == "1";
}

}  // namespace

bool write_png(const Picture& picture, const std::filesystem::path& file) {
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  Picture copy = as_bgra(picture);
  const Surface surface(cairo_image_surface_create_for_data(copy.writable_pixels(), CAIRO_FORMAT_ARGB32,
                                                            copy.shape().width, copy.shape().height,
                                                            copy.writable_stride()));
  return cairo_surface_write_to_png(surface.get(), file.c_str()) == CAIRO_STATUS_SUCCESS;
}

Picture read_png(const std::filesystem::path& file) {
  const Surface surface(cairo_image_surface_create_from_png(file.c_str()));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
  const int width = cairo_image_surface_get_width(surface.get());
  const int height = cairo_image_surface_get_height(surface.get());
  Picture picture = Picture::blank(width, height);
  copy_rows(cairo_image_surface_get_data(surface.get()), cairo_image_surface_get_stride(surface.get()),
            picture.writable_pixels(), picture.writable_stride(), width, height);
  // A file without transparency leaves the fourth byte to chance.
  if (cairo_image_surface_get_format(surface.get()) != CAIRO_FORMAT_ARGB32) {
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        picture.writable_pixels()[std::ptrdiff_t{y} * picture.writable_stride() + x * kChannels + 3] = 255;
  }
  return picture;
}

testing::AssertionResult matches_golden_file(const Picture& picture, const std::filesystem::path& golden,
                                             const std::filesystem::path& output,
                                             const GoldenTolerance& tolerance) {
  const std::string name = golden.stem().string();
  if (!picture) return testing::AssertionFailure() << name << ": there is no picture";
  if (is_updating()) {
    return write_png(picture, golden) ? testing::AssertionSuccess()
                                      : testing::AssertionFailure() << golden << " cannot be written";
  }
  const Picture drawn = as_bgra(picture);
  const Picture wanted = read_png(golden);
  const auto actual_path = output / (name + ".actual.png");
  if (!wanted) {
    write_png(drawn, actual_path);
    return testing::AssertionFailure()
           << golden << " cannot be read; drawn: " << actual_path << "; CRIER_UPDATE_GOLDEN=1 makes it";
  }
  if (wanted.shape().width != drawn.shape().width || wanted.shape().height != drawn.shape().height) {
    write_png(drawn, actual_path);
    return testing::AssertionFailure() << fmt::format(
               "{} is {}x{}, drawn is {}x{}: {}", name, wanted.shape().width, wanted.shape().height,
               drawn.shape().width, drawn.shape().height, actual_path.string());
  }
  const std::vector<double> a = averaged(drawn);
  const std::vector<double> b = averaged(wanted);
  double sum = 0;
  double most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double apart = std::abs(a[i] - b[i]);
    sum += apart;
    most = std::max(most, apart);
  }
  const double mean = sum / static_cast<double>(std::max<std::size_t>(1, a.size()));
  if (mean <= tolerance.mean && most <= tolerance.most) return testing::AssertionSuccess();
  const auto difference_path = output / (name + ".difference.png");
  write_png(drawn, actual_path);
  write_png(difference(drawn, wanted), difference_path);
  return testing::AssertionFailure() << fmt::format(
             "{} differs by {:.2f} of {:.2f} on average, {:.1f} of {:.1f} at most; drawn: {}; differences: "
             "{}",
             name, mean, tolerance.mean, most, tolerance.most, actual_path.string(),
             difference_path.string());
}

testing::AssertionResult matches_golden(const Picture& picture, const std::string& name,
                                        const GoldenTolerance& tolerance) {
  const std::filesystem::path golden(CRIER_GOLDEN);
  return matches_golden_file(picture, golden / (name + ".png"), CRIER_GOLDEN_OUTPUT, tolerance);
}

testing::AssertionResult matches_golden(const Canvas& canvas, const std::string& name,
                                        const GoldenTolerance& tolerance) {
  Picture picture = Picture::blank(canvas.width, canvas.height);
  copy_rows(canvas.pixels, canvas.stride, picture.writable_pixels(), picture.writable_stride(), canvas.width,
            canvas.height);
  for (int y = 0; y < canvas.height; ++y)
    for (int x = 0; x < canvas.width; ++x)
      picture.writable_pixels()[std::ptrdiff_t{y} * picture.writable_stride() + x * kChannels + 3] = 255;
  return matches_golden(picture, name, tolerance);
}

}  // namespace crier
