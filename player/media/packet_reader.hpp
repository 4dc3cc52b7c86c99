// SPDX-License-Identifier: Apache-2.0
// PacketReader: hands out one file's packets stream by stream, holding back those of the other stream until
// they are asked for. Internal to player/media; used by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>

#include "config/result.hpp"
#include "content/media/ffmpeg_handles.hpp"

struct AVFormatContext;

namespace crier {

class PacketReader {
 public:
  // `context` outlives the reader.
  explicit PacketReader(AVFormatContext& context) : context_(context) {}

  // Which streams are wanted (below zero: none); all others are dropped by the demuxer.
  void select(int video, int audio);

  // The next packet of a stream in file order; null at the end of the stream. A read error of a file that
  // breaks off is its end. Where the other stream would pile up beyond a bound, the file is too badly
  // interleaved: end as well.
  Result<PacketHandle> next(int stream);

  // Gives a packet back to the front of its stream.
  void put_back(int stream, PacketHandle packet);

  // Time stamp of the stream's first packet that will be shown, in its time base. Reads ahead, loses nothing.
  Result<std::int64_t> first_stamp(int stream);

  // Forgets what was held back, after a seek.
  void clear();

 private:
  struct Held {
    std::deque<PacketHandle> packets;
    std::size_t bytes = 0;
  };

  // Reads one packet into its stream's queue; false at the end of the file.
  Result<bool> read_one();
  bool others_overflow(int stream) const;

  AVFormatContext& context_;
  std::map<int, Held> held_;
  bool ended_ = false;
};

}  // namespace crier
