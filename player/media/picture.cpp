// SPDX-License-Identifier: Apache-2.0
#include "player/media/picture.hpp"

extern "C" {
#include <libavutil/frame.h>
}

#include <cassert>
#include <cstring>
#include <utility>

namespace crier {

void Picture::FrameDeleter::operator()(AVFrame* frame) const noexcept {
  av_frame_free(&frame);
}

Picture::Picture(FrameHandle frame, const PictureShape& shape, Nanoseconds position, Nanoseconds duration)
    : frame_(std::move(frame)), shape_(shape), position_(position), duration_(duration) {}

Picture Picture::blank(int width, int height, const Orientation& orientation) {
  FrameHandle frame(av_frame_alloc());
  frame->width = width;
  frame->height = height;
  frame->format = AV_PIX_FMT_BGRA;
  const int status = av_frame_get_buffer(frame.get(), 0);
  assert(status == 0);
  static_cast<void>(status);
  std::memset(frame->data[0], 0,
              static_cast<std::size_t>(frame->linesize[0]) * static_cast<std::size_t>(height));
  PictureShape shape;
  shape.width = width;
  shape.height = height;
  shape.layout = PixelLayout::bgra;
  shape.range = ColourRange::full;
  shape.rotation = orientation.rotation;
  shape.mirrored = orientation.mirrored;
  return {std::move(frame), shape, Nanoseconds{0}, Nanoseconds{0}};
}

Picture Picture::over(std::uint8_t* pixels, int width, int height) {
  FrameHandle frame(av_frame_alloc());
  const int stride = width * 4;
  frame->width = width;
  frame->height = height;
  frame->format = AV_PIX_FMT_BGRA;
  frame->data[0] = pixels;
  frame->linesize[0] = stride;
  const auto size = static_cast<std::size_t>(stride) * static_cast<std::size_t>(height);
  // A buffer that frees nothing: sharing a frame counts references.
  frame->buf[0] = av_buffer_create(
      pixels, size, [](void*, std::uint8_t*) {}, nullptr, 0);
  PictureShape shape;
  shape.width = width;
  shape.height = height;
  shape.layout = PixelLayout::bgra;
  shape.range = ColourRange::full;
  return {std::move(frame), shape, Nanoseconds{0}, Nanoseconds{0}};
}

Picture Picture::cropped(int x, int y, int width, int height) && {
  assert(x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= shape_.width &&
         y + height <= shape_.height);
  const int left = x / 2 * 2;
  const int top = y / 2 * 2;
  frame_->crop_left = static_cast<std::size_t>(left);
  frame_->crop_top = static_cast<std::size_t>(top);
  frame_->crop_right = static_cast<std::size_t>(frame_->width - left - width);
  frame_->crop_bottom = static_cast<std::size_t>(frame_->height - top - height);
  const int status = av_frame_apply_cropping(frame_.get(), AV_FRAME_CROP_UNALIGNED);
  assert(status == 0);
  static_cast<void>(status);
  shape_.width = width;
  shape_.height = height;
  return std::move(*this);
}

Picture Picture::share() const {
  if (frame_ == nullptr) return {};
  return {FrameHandle(av_frame_clone(frame_.get())), shape_, position_, duration_};
}

Picture Picture::at(Nanoseconds position, Nanoseconds duration) && {
  return {std::move(frame_), shape_, position, duration};
}

Picture Picture::like(const Picture& other) {
  FrameHandle frame(av_frame_alloc());
  frame->width = other.frame_->width;
  frame->height = other.frame_->height;
  frame->format = other.frame_->format;
  const int status = av_frame_get_buffer(frame.get(), 0);
  assert(status == 0);
  static_cast<void>(status);
  return {std::move(frame), other.shape_, other.position_, other.duration_};
}

std::uint8_t* Picture::writable_pixels(int plane) {
  return frame_->data[plane];
}

int Picture::writable_stride(int plane) const {
  return frame_->linesize[plane];
}

std::array<Plane, 3> Picture::planes() const {
  std::array<Plane, 3> planes;
  for (std::size_t i = 0; i < planes.size(); ++i) planes[i] = {frame_->data[i], frame_->linesize[i]};
  return planes;
}

}  // namespace crier
