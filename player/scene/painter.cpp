// SPDX-License-Identifier: Apache-2.0
#include "player/scene/painter.hpp"

#include <libyuv.h>

#include <cassert>

namespace crier {
namespace {

const libyuv::YuvConstants* constants(ColourMatrix matrix, ColourRange range) {
  const bool full = range == ColourRange::full;
  switch (matrix) {
    case ColourMatrix::bt601:
      return full ? &libyuv::kYuvJPEGConstants : &libyuv::kYuvI601Constants;
    case ColourMatrix::bt709:
      return full ? &libyuv::kYuvF709Constants : &libyuv::kYuvH709Constants;
    case ColourMatrix::bt2020:
      return full ? &libyuv::kYuvV2020Constants : &libyuv::kYuv2020Constants;
  }
  return &libyuv::kYuvH709Constants;
}

const std::uint16_t* words(const Plane& plane) {
  return reinterpret_cast<const std::uint16_t*>(plane.data);
}

bool is_deep(PixelLayout layout) {
  return layout == PixelLayout::i010 || layout == PixelLayout::i210 || layout == PixelLayout::i410 ||
         layout == PixelLayout::p010;
}

std::uint8_t* at(const Canvas& canvas, const Rectangle& place) {
  return canvas.pixels + std::ptrdiff_t{place.y} * canvas.stride + std::ptrdiff_t{place.x} * 4;
}

int chroma_width(PixelLayout layout, int width) {
  return layout == PixelLayout::i444 ? width : (width + 1) / 2;
}

int chroma_height(PixelLayout layout, int height) {
  return layout == PixelLayout::i420 ? (height + 1) / 2 : height;
}

}  // namespace

void Painter::convert(const Picture& picture, const Canvas& canvas) {
  convert_part(picture, {0, 0, picture.shape().width, picture.shape().height}, canvas.pixels, canvas.stride);
}

// `part` begins at even samples where the chroma is halved.
void Painter::convert_part(const Picture& picture, const Rectangle& part, std::uint8_t* out, int stride) {
  const PictureShape& shape = picture.shape();
  const int w = part.width;
  const int h = part.height;
  const int bytes = is_deep(shape.layout) ? 2 : 1;
  const int halved_x = shape.layout == PixelLayout::i444 || shape.layout == PixelLayout::i410 ? 1 : 2;
  const bool halved_rows = shape.layout == PixelLayout::i420 || shape.layout == PixelLayout::nv12 ||
                           shape.layout == PixelLayout::i010 || shape.layout == PixelLayout::p010;
  const bool interleaved = shape.layout == PixelLayout::nv12 || shape.layout == PixelLayout::p010;
  auto [a, b, c] = picture.planes();
  a.data += std::ptrdiff_t{part.y} * a.stride +
            std::ptrdiff_t{part.x} * (shape.layout == PixelLayout::bgra ? 4 : bytes);
  for (Plane* const chroma : {&b, &c}) {
    if (chroma->data == nullptr) continue;
    chroma->data += std::ptrdiff_t{part.y / (halved_rows ? 2 : 1)} * chroma->stride +
                    std::ptrdiff_t{part.x / halved_x} * bytes * (interleaved ? 2 : 1);
  }
  const auto* yuv = constants(shape.matrix, shape.range);
  const int s = 2;  // bytes of a 16-bit sample
  switch (shape.layout) {
    case PixelLayout::i420:
      libyuv::I420ToARGBMatrix(a.data, a.stride, b.data, b.stride, c.data, c.stride, out, stride, yuv, w, h);
      break;
    case PixelLayout::i422:
      libyuv::I422ToARGBMatrix(a.data, a.stride, b.data, b.stride, c.data, c.stride, out, stride, yuv, w, h);
      break;
    case PixelLayout::i444:
      libyuv::I444ToARGBMatrix(a.data, a.stride, b.data, b.stride, c.data, c.stride, out, stride, yuv, w, h);
      break;
    case PixelLayout::nv12:
      libyuv::NV12ToARGBMatrix(a.data, a.stride, b.data, b.stride, out, stride, yuv, w, h);
      break;
    case PixelLayout::i010:
      libyuv::I010ToARGBMatrix(words(a), a.stride / s, words(b), b.stride / s, words(c), c.stride / s, out,
                               stride, yuv, w, h);
      break;
    case PixelLayout::i210:
      libyuv::I210ToARGBMatrix(words(a), a.stride / s, words(b), b.stride / s, words(c), c.stride / s, out,
                               stride, yuv, w, h);
      break;
    case PixelLayout::i410:
      libyuv::I410ToARGBMatrix(words(a), a.stride / s, words(b), b.stride / s, words(c), c.stride / s, out,
                               stride, yuv, w, h);
      break;
    case PixelLayout::p010:
      libyuv::P010ToARGBMatrix(words(a), a.stride / s, words(b), b.stride / s, out, stride, yuv, w, h);
      break;
    case PixelLayout::bgra:
      libyuv::ARGBCopy(a.data, a.stride, out, stride, w, h);
      break;
  }
}

void Painter::convert_planar(const Planar& planar, const PictureShape& shape, const Rectangle& part,
                             std::uint8_t* out, int stride) {
  const auto* yuv = constants(shape.matrix, shape.range);
  const auto& s = planar.stride;
  const std::ptrdiff_t x = part.x;
  const std::ptrdiff_t y = part.y;
  const std::ptrdiff_t chroma_x = planar.layout == PixelLayout::i444 ? x : x / 2;
  const std::ptrdiff_t chroma_y = planar.layout == PixelLayout::i420 ? y / 2 : y;
  if (planar.layout == PixelLayout::bgra) {
    libyuv::ARGBCopy(planar.data[0] + y * s[0] + x * 4, s[0], out, stride, part.width, part.height);
    return;
  }
  const std::uint8_t* const luma = planar.data[0] + y * s[0] + x;
  const std::uint8_t* const u = planar.data[1] + chroma_y * s[1] + chroma_x;
  const std::uint8_t* const v = planar.data[2] + chroma_y * s[2] + chroma_x;
  const auto to_argb = planar.layout == PixelLayout::i422   ? libyuv::I422ToARGBMatrix
                       : planar.layout == PixelLayout::i444 ? libyuv::I444ToARGBMatrix
                                                            : libyuv::I420ToARGBMatrix;
  to_argb(luma, s[0], u, s[1], v, s[2], out, stride, yuv, part.width, part.height);
}

// Converts a part that may begin at odd samples: a halved chroma sample cannot be entered midway, so one row
// or column more is converted and left out.
template <class Convert>
void Painter::convert_aligned(PixelLayout layout, const Rectangle& part, std::uint8_t* out, int stride,
                              Convert convert) {
  const bool any_start =
      layout == PixelLayout::bgra || layout == PixelLayout::i444 || layout == PixelLayout::i410;
  const int left = any_start ? 0 : part.x % 2;
  const int top = any_start ? 0 : part.y % 2;
  if (left == 0 && top == 0) return convert(part, out, stride);
  const Rectangle larger{part.x - left, part.y - top, part.width + left, part.height + top};
  const int row = larger.width * 4;
  aligned_.resize(static_cast<std::size_t>(row) * static_cast<std::size_t>(larger.height));
  convert(larger, aligned_.data(), row);
  libyuv::ARGBCopy(aligned_.data() + std::ptrdiff_t{top} * row + left * 4, row, out, stride, part.width,
                   part.height);
}

Painter::Planar Painter::allocate(std::vector<std::uint8_t>& memory, PixelLayout layout, int width,
                                  int height) {
  Planar planar{{nullptr, nullptr, nullptr}, {0, 0, 0}, width, height, layout};
  const auto rows = static_cast<std::size_t>(height);
  if (layout == PixelLayout::bgra) {
    planar.stride[0] = width * 4;
    memory.resize(static_cast<std::size_t>(planar.stride[0]) * rows);
    planar.data[0] = memory.data();
    return planar;
  }
  planar.stride[0] = width;
  planar.stride[1] = planar.stride[2] = chroma_width(layout, width);
  const std::size_t luma = static_cast<std::size_t>(width) * rows;
  const std::size_t chroma =
      static_cast<std::size_t>(planar.stride[1]) * static_cast<std::size_t>(chroma_height(layout, height));
  memory.resize(luma + 2 * chroma);
  planar.data[0] = memory.data();
  planar.data[1] = memory.data() + luma;
  planar.data[2] = memory.data() + luma + chroma;
  return planar;
}

// Eight-bit planes of the picture: its own where they already are, else unpacked into scratch memory.
Painter::Planar Painter::as_planar(const Picture& picture) {
  const PictureShape& shape = picture.shape();
  const auto [a, b, c] = picture.planes();
  const int w = shape.width;
  const int h = shape.height;
  const auto own = [&](PixelLayout layout) {
    return Planar{{a.data, b.data, c.data}, {a.stride, b.stride, c.stride}, w, h, layout};
  };
  const auto out = [](const Planar& p, int plane) { return const_cast<std::uint8_t*>(p.data[plane]); };
  switch (shape.layout) {
    case PixelLayout::i420:
    case PixelLayout::i422:
    case PixelLayout::i444:
    case PixelLayout::bgra:
      return own(shape.layout);
    case PixelLayout::nv12: {
      const Planar p = allocate(unpacked_, PixelLayout::i420, w, h);
      libyuv::NV12ToI420(a.data, a.stride, b.data, b.stride, out(p, 0), p.stride[0], out(p, 1), p.stride[1],
                         out(p, 2), p.stride[2], w, h);
      return p;
    }
    case PixelLayout::i010: {
      const Planar p = allocate(unpacked_, PixelLayout::i420, w, h);
      libyuv::I010ToI420(words(a), a.stride / 2, words(b), b.stride / 2, words(c), c.stride / 2, out(p, 0),
                         p.stride[0], out(p, 1), p.stride[1], out(p, 2), p.stride[2], w, h);
      return p;
    }
    case PixelLayout::i210: {
      const Planar p = allocate(unpacked_, PixelLayout::i422, w, h);
      libyuv::I210ToI422(words(a), a.stride / 2, words(b), b.stride / 2, words(c), c.stride / 2, out(p, 0),
                         p.stride[0], out(p, 1), p.stride[1], out(p, 2), p.stride[2], w, h);
      return p;
    }
    case PixelLayout::i410:
    case PixelLayout::p010: {
      // Rare in awareness films: converted whole to BGRA, then turned and scaled as such.
      const Planar p = allocate(unpacked_, PixelLayout::bgra, w, h);
      convert(picture, {out(p, 0), p.stride[0], w, h});
      return p;
    }
  }
  return own(shape.layout);
}

Painter::Planar Painter::turned(const Planar& source, int rotation, bool mirrored) {
  Planar current = source;
  const auto out = [](const Planar& p, int plane) { return const_cast<std::uint8_t*>(p.data[plane]); };
  if (mirrored) {
    const Planar flipped = allocate(mirrored_, source.layout, source.width, source.height);
    if (source.layout == PixelLayout::bgra) {
      libyuv::ARGBMirror(source.data[0], source.stride[0], out(flipped, 0), flipped.stride[0], source.width,
                         source.height);
    } else {
      for (int plane = 0; plane < 3; ++plane) {
        const int w = plane == 0 ? source.width : chroma_width(source.layout, source.width);
        const int h = plane == 0 ? source.height : chroma_height(source.layout, source.height);
        libyuv::MirrorPlane(source.data[plane], source.stride[plane], out(flipped, plane),
                            flipped.stride[plane], w, h);
      }
    }
    current = flipped;
  }
  if (rotation == 0) return current;
  const auto mode = static_cast<libyuv::RotationMode>(rotation * 90);
  const bool sideways = rotation % 2 != 0;
  const int w = sideways ? current.height : current.width;
  const int h = sideways ? current.width : current.height;
  if (current.layout == PixelLayout::bgra) {
    const Planar result = allocate(turned_, PixelLayout::bgra, w, h);
    libyuv::ARGBRotate(current.data[0], current.stride[0], out(result, 0), result.stride[0], current.width,
                       current.height, mode);
    return result;
  }
  // 4:2:2 turned sideways would be 4:4:0: its chroma is halved on the way instead.
  const PixelLayout layout = current.layout == PixelLayout::i444 ? PixelLayout::i444 : PixelLayout::i420;
  const Planar result = allocate(turned_, layout, w, h);
  const auto turn = current.layout == PixelLayout::i444   ? libyuv::I444Rotate
                    : current.layout == PixelLayout::i422 ? nullptr
                                                          : libyuv::I420Rotate;
  if (turn != nullptr) {
    turn(current.data[0], current.stride[0], current.data[1], current.stride[1], current.data[2],
         current.stride[2], out(result, 0), result.stride[0], out(result, 1), result.stride[1],
         out(result, 2), result.stride[2], current.width, current.height, mode);
    return result;
  }
  const Planar halved = allocate(scaled_, PixelLayout::i420, current.width, current.height);
  libyuv::I422ToI420(current.data[0], current.stride[0], current.data[1], current.stride[1], current.data[2],
                     current.stride[2], out(halved, 0), halved.stride[0], out(halved, 1), halved.stride[1],
                     out(halved, 2), halved.stride[2], current.width, current.height);
  libyuv::I420Rotate(halved.data[0], halved.stride[0], halved.data[1], halved.stride[1], halved.data[2],
                     halved.stride[2], out(result, 0), result.stride[0], out(result, 1), result.stride[1],
                     out(result, 2), result.stride[2], halved.width, halved.height, mode);
  return result;
}

Painter::Planar Painter::scaled(const Planar& source, int width, int height) {
  if (source.width == width && source.height == height) return source;
  const Planar result = allocate(scaled_, source.layout, width, height);
  const auto out = [](const Planar& p, int plane) { return const_cast<std::uint8_t*>(p.data[plane]); };
  if (source.layout == PixelLayout::bgra) {
    libyuv::ARGBScale(source.data[0], source.stride[0], source.width, source.height, out(result, 0),
                      result.stride[0], width, height, libyuv::kFilterBox);
    return result;
  }
  for (int plane = 0; plane < 3; ++plane) {
    const bool luma = plane == 0;
    libyuv::ScalePlane(source.data[plane], source.stride[plane],
                       luma ? source.width : chroma_width(source.layout, source.width),
                       luma ? source.height : chroma_height(source.layout, source.height), out(result, plane),
                       result.stride[plane], luma ? width : chroma_width(source.layout, width),
                       luma ? height : chroma_height(source.layout, height), libyuv::kFilterBox);
  }
  return result;
}

void Painter::paint(const Picture& picture, const Canvas& canvas, const Rectangle& target,
                    const Rectangle& clip) {
  assert(target.contains(clip) && clip.x >= 0 && clip.y >= 0 && clip.right() <= canvas.width &&
         clip.bottom() <= canvas.height);
  const PictureShape& shape = picture.shape();
  std::uint8_t* const out = at(canvas, clip);
  const Rectangle part{clip.x - target.x, clip.y - target.y, clip.width, clip.height};
  const bool upright = shape.rotation == 0 && !shape.mirrored;
  if (upright && shape.width == target.width && shape.height == target.height) {
    convert_aligned(shape.layout, part, out, canvas.stride,
                    [&](const Rectangle& piece, std::uint8_t* pixels, int stride) {
                      convert_part(picture, piece, pixels, stride);
                    });
    return;
  }
  // Scaling before turning or after costs the same; turning first keeps one code path.
  Planar planar = as_planar(picture);
  if (!upright) planar = turned(planar, shape.rotation, shape.mirrored);
  planar = scaled(planar, target.width, target.height);
  convert_aligned(planar.layout, part, out, canvas.stride,
                  [&](const Rectangle& piece, std::uint8_t* pixels, int stride) {
                    convert_planar(planar, shape, piece, pixels, stride);
                  });
}

void Painter::paint_fitted(const Picture& picture, const Canvas& canvas, Rgb bars) {
  const Rectangle area{0, 0, canvas.width, canvas.height};
  const Rectangle target = fit(picture.shape(), area);
  fill(canvas, {0, 0, canvas.width, target.y}, bars);
  fill(canvas, {0, target.bottom(), canvas.width, canvas.height - target.bottom()}, bars);
  fill(canvas, {0, target.y, target.x, target.height}, bars);
  fill(canvas, {target.right(), target.y, canvas.width - target.right(), target.height}, bars);
  paint(picture, canvas, target);
}

void Painter::lay(const Picture& picture, const Rectangle& source, const Canvas& canvas,
                  const Rectangle& target, const Rectangle& clip, Mixing mixing) {
  assert(picture.shape().layout == PixelLayout::bgra && target.contains(clip));
  const Plane plane = picture.planes()[0];
  const std::uint8_t* pixels =
      plane.data + std::ptrdiff_t{source.y} * plane.stride + std::ptrdiff_t{source.x} * 4;
  int stride = plane.stride;
  if (source.width != target.width || source.height != target.height) {
    const Planar whole{
        {pixels, nullptr, nullptr}, {stride, 0, 0}, source.width, source.height, PixelLayout::bgra};
    const Planar fitted = scaled(whole, target.width, target.height);
    pixels = fitted.data[0];
    stride = fitted.stride[0];
  }
  pixels += std::ptrdiff_t{clip.y - target.y} * stride + std::ptrdiff_t{clip.x - target.x} * 4;
  std::uint8_t* const out = at(canvas, clip);
  if (mixing == Mixing::replace) {
    libyuv::ARGBCopy(pixels, stride, out, canvas.stride, clip.width, clip.height);
  } else {
    libyuv::ARGBBlend(pixels, stride, out, canvas.stride, out, canvas.stride, clip.width, clip.height);
  }
}

void Painter::fill(const Canvas& canvas, const Rectangle& target, Rgb colour) {
  if (target.empty()) return;
  constexpr std::uint32_t kOpaque = 0xff000000;
  libyuv::ARGBRect(canvas.pixels, canvas.stride, target.x, target.y, target.width, target.height,
                   kOpaque | colour);
}

}  // namespace crier
