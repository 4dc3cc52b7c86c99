// SPDX-License-Identifier: Apache-2.0
#include "player/media/picture_shape.hpp"

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
}

namespace crier {
namespace {

constexpr int kStandardDefinitionRows = 576;
constexpr int kStandardDefinitionColumns = 1024;
constexpr int kMostAspect = 16;

ColourMatrix matrix_of(const AVFrame& frame) {
  switch (frame.colorspace) {
    case AVCOL_SPC_BT709:
      return ColourMatrix::bt709;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
    case AVCOL_SPC_SMPTE240M:
    case AVCOL_SPC_FCC:
      return ColourMatrix::bt601;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return ColourMatrix::bt2020;
    default:
      return frame.height > kStandardDefinitionRows || frame.width > kStandardDefinitionColumns
                 ? ColourMatrix::bt709
                 : ColourMatrix::bt601;
  }
}

bool is_full_range(const AVFrame& frame) {
  if (frame.color_range == AVCOL_RANGE_JPEG) return true;
  return frame.format == AV_PIX_FMT_YUVJ420P || frame.format == AV_PIX_FMT_YUVJ422P ||
         frame.format == AV_PIX_FMT_YUVJ444P;
}

}  // namespace

std::optional<PixelLayout> layout_of(int av_pixel_format) {
  switch (av_pixel_format) {
    case AV_PIX_FMT_YUV420P:
    case AV_PIX_FMT_YUVJ420P:
      return PixelLayout::i420;
    case AV_PIX_FMT_YUV422P:
    case AV_PIX_FMT_YUVJ422P:
      return PixelLayout::i422;
    case AV_PIX_FMT_YUV444P:
    case AV_PIX_FMT_YUVJ444P:
      return PixelLayout::i444;
    case AV_PIX_FMT_NV12:
      return PixelLayout::nv12;
    case AV_PIX_FMT_YUV420P10LE:
      return PixelLayout::i010;
    case AV_PIX_FMT_YUV422P10LE:
      return PixelLayout::i210;
    case AV_PIX_FMT_YUV444P10LE:
      return PixelLayout::i410;
    case AV_PIX_FMT_P010LE:
      return PixelLayout::p010;
    default:
      return std::nullopt;
  }
}

PictureShape shape_of(const AVFrame& frame, PixelLayout layout, const Orientation& orientation,
                      int aspect_numerator, int aspect_denominator) {
  PictureShape shape;
  shape.width = frame.width;
  shape.height = frame.height;
  shape.layout = layout;
  shape.matrix = matrix_of(frame);
  shape.range = is_full_range(frame) ? ColourRange::full : ColourRange::limited;
  if (aspect_numerator > 0 && aspect_denominator > 0 &&
      aspect_numerator <= kMostAspect * aspect_denominator &&
      aspect_denominator <= kMostAspect * aspect_numerator) {
    shape.aspect_numerator = aspect_numerator;
    shape.aspect_denominator = aspect_denominator;
  }
  shape.rotation = orientation.rotation;
  shape.mirrored = orientation.mirrored;
  return shape;
}

}  // namespace crier
