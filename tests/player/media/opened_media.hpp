// SPDX-License-Identifier: Apache-2.0
// A film opened as a test expects it: it can be, and nobody cancels it.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <utility>

#include "player/media/media_source.hpp"

namespace crier {

inline const std::atomic<bool> kNotCancelled{false};

inline std::unique_ptr<MediaSource> open_media(const std::filesystem::path& path,
                                               Nanoseconds start = Nanoseconds{0}) {
  MediaRequest request;
  request.path = path;
  request.start = start;
  auto source = MediaSource::open(request, kNotCancelled);
  EXPECT_TRUE(source) << (source ? "" : source.error().message);
  return source ? std::move(*source) : nullptr;
}

}  // namespace crier
