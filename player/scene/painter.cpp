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

int chroma_width(PixelLayout layout, int width) {
  return layout == PixelLayout::i444 ? width : (width + 1) / 2;
}

int chroma_height(PixelLayout layout, int height) {
  return layout == PixelLayout::i420 ? (height + 1) / 2 : height;
}

}  // namespace

void Painter::convert(const Picture& picture, const Canvas& canvas) {
  const PictureShape& shape = picture.shape();
  std::uint8_t* const out = canvas.pixels;
  const int stride = canvas.stride;
  const auto [a, b, c] = picture.planes();
  const auto* yuv = constants(shape.matrix, shape.range);
  const int w = shape.width;
  const int h = shape.height;
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

void Painter::paint(const Picture& picture, const Canvas& canvas, const Rectangle& target) {
  assert(target.x >= 0 && target.y >= 0 && target.x + target.width <= canvas.width &&
         target.y + target.height <= canvas.height);
  const PictureShape& shape = picture.shape();
  std::uint8_t* out = canvas.pixels + std::ptrdiff_t{target.y} * canvas.stride + std::ptrdiff_t{target.x} * 4;
  const bool upright = shape.rotation == 0 && !shape.mirrored;
  if (upright && shape.width == target.width && shape.height == target.height) {
    convert(picture, {out, canvas.stride, target.width, target.height});
    return;
  }
  // Scaling before turning or after costs the same; turning first keeps one code path.
  Planar planar = as_planar(picture);
  if (!upright) planar = turned(planar, shape.rotation, shape.mirrored);
  planar = scaled(planar, target.width, target.height);
  const auto* yuv = constants(shape.matrix, shape.range);
  const auto& d = planar.data;
  const auto& s = planar.stride;
  switch (planar.layout) {
    case PixelLayout::i422:
      libyuv::I422ToARGBMatrix(d[0], s[0], d[1], s[1], d[2], s[2], out, canvas.stride, yuv, target.width,
                               target.height);
      break;
    case PixelLayout::i444:
      libyuv::I444ToARGBMatrix(d[0], s[0], d[1], s[1], d[2], s[2], out, canvas.stride, yuv, target.width,
                               target.height);
      break;
    case PixelLayout::bgra:
      libyuv::ARGBCopy(d[0], s[0], out, canvas.stride, target.width, target.height);
      break;
    default:
      libyuv::I420ToARGBMatrix(d[0], s[0], d[1], s[1], d[2], s[2], out, canvas.stride, yuv, target.width,
                               target.height);
      break;
  }
}

void Painter::paint_fitted(const Picture& picture, const Canvas& canvas) {
  const Rectangle area{0, 0, canvas.width, canvas.height};
  const Rectangle target = fit(picture.shape(), area);
  if (target != bars_drawn_for_ && target != area) {
    constexpr std::uint32_t kBlack = 0xff000000;
    const int right = target.x + target.width;
    const int bottom = target.y + target.height;
    libyuv::ARGBRect(canvas.pixels, canvas.stride, 0, 0, canvas.width, target.y, kBlack);
    libyuv::ARGBRect(canvas.pixels, canvas.stride, 0, bottom, canvas.width, canvas.height - bottom, kBlack);
    libyuv::ARGBRect(canvas.pixels, canvas.stride, 0, target.y, target.x, target.height, kBlack);
    libyuv::ARGBRect(canvas.pixels, canvas.stride, right, target.y, canvas.width - right, target.height,
                     kBlack);
  }
  bars_drawn_for_ = target;
  paint(picture, canvas, target);
}

}  // namespace crier
