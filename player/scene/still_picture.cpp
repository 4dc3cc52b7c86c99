// SPDX-License-Identifier: Apache-2.0
#include "player/scene/still_picture.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <utility>

#include "player/media/media_source.hpp"
#include "player/scene/geometry.hpp"
#include "player/scene/painter.hpp"

namespace crier {
namespace {

// A file of many damaged pictures is not searched to its end for a whole one.
constexpr int kMostAttempts = 30;

Result<Picture> first_picture(MediaSource& source) {
  for (int i = 1;; ++i) {
    auto picture = source.next_picture();
    if (picture && *picture) return std::move(**picture);
    if (!picture && (picture.error().code == ErrorCode::cancelled || i == kMostAttempts))
      return tl::unexpected(picture.error());
    if (picture) return fail(ErrorCode::format, "no picture of it can be decoded; export it again");
  }
}

// Leaves the middle of the picture, as large as can be, in the proportions of the box.
Picture cut_to(Picture picture, int box_width, int box_height) {
  const PictureShape& shape = picture.shape();
  if (shape.rotation % 2 != 0) std::swap(box_width, box_height);
  const double aspect = double(box_width) * shape.aspect_denominator /
                        (double(box_height) * shape.aspect_numerator);  // in samples, as stored
  const auto limited = [](double size, int most) {
    return std::clamp(static_cast<int>(std::lround(size)), 1, most);
  };
  const int width = limited(shape.height * aspect, shape.width);
  const int height = limited(shape.width / aspect, shape.height);
  const int x = (shape.width - width) / 2;
  const int y = (shape.height - height) / 2;
  return std::move(picture).cropped(x, y, width, height);
}

}  // namespace

Result<Picture> load_still(const std::filesystem::path& path, int box_width, int box_height,
                           PictureFit fit_as, const std::atomic<bool>& cancelled) {
  assert(box_width > 0 && box_height > 0);
  MediaRequest request;
  request.path = path;
  request.want_sound = false;
  auto source = MediaSource::open(request, cancelled);
  if (!source) return tl::unexpected(source.error());
  auto decoded = first_picture(**source);
  if (!decoded) return decoded;
  Rectangle target{0, 0, box_width, box_height};
  if (fit_as == PictureFit::cover) {
    *decoded = cut_to(std::move(*decoded), box_width, box_height);
  } else {
    target = fit(decoded->shape(), target);
  }
  Picture still = Picture::blank(target.width, target.height);
  Painter().paint(*decoded, {still.writable_pixels(), still.writable_stride(), target.width, target.height},
                  {0, 0, target.width, target.height});
  return still;
}

}  // namespace crier
