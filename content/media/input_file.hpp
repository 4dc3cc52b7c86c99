// SPDX-License-Identifier: Apache-2.0
// InputFile: one local media file opened for demuxing, with bounds that protect the process from what the
// file claims. Never follows a file into the network or into other files. Blocks on the disk; used by one
// thread at a time.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "config/result.hpp"
#include "content/media/ffmpeg_handles.hpp"
#include "content/media/orientation.hpp"
#include "content/media/still_header.hpp"

namespace crier {

// A picture above this is not even begun: its bytes may be few, its pixels are not.
inline constexpr std::int64_t kMostPixels = std::int64_t{64} << 20;

class InputFile {
 public:
  // Opens and learns enough to decode: a well-made MP4 from its header alone, anything else by reading ahead.
  // `cancelled`, which outlives the file, aborts any read once true; so does the end of `patience` during
  // this call.
  static Result<InputFile> open(const std::filesystem::path& path, const std::atomic<bool>& cancelled,
                                std::chrono::milliseconds patience = std::chrono::seconds{10});
  InputFile(InputFile&&) noexcept;
  InputFile& operator=(InputFile&&) noexcept;
  ~InputFile();

  AVFormatContext& context() const { return *context_; }

  // Sets a new bound for what follows; reads past it fail as cancelled.
  void set_patience(std::chrono::milliseconds patience);

  // What its header says where the file is a still or an animation.
  const std::optional<StillHeader>& still_header() const { return still_header_; }

  // How the pictures of a stream must be turned.
  Orientation orientation(int stream) const;

  // True where packets were not read ahead: the header said it all.
  bool trusts_header() const { return trusts_header_; }

 private:
  struct Guard;
  InputFile(std::unique_ptr<Guard> guard, FormatContextHandle context,
            std::optional<StillHeader> still_header, bool trusts_header);

  std::unique_ptr<Guard> guard_;  // outlives the context, which calls it
  FormatContextHandle context_;
  std::optional<StillHeader> still_header_;
  bool trusts_header_;
};

}  // namespace crier
