// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/speech.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <span>

extern "C" {
#include <libavutil/channel_layout.h>
#include <libswresample/swresample.h>
}

#include "content/media/ffmpeg_handles.hpp"
#include "player/media/media_source.hpp"

namespace crier {
namespace {

constexpr std::chrono::seconds kPatience{20};
constexpr float kPeak = 0.708F;  // -3 dBFS

class Descriptor {
 public:
  explicit Descriptor(int value = -1) : value_(value) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return value_; }
  void reset() {
    if (value_ >= 0) close(value_);
    value_ = -1;
  }

 private:
  int value_;
};

// A file without a name that holds the text, to be read from its beginning: no pipe that could break.
int text_file(const std::string& text) {
  const int file = memfd_create("speech", MFD_CLOEXEC);
  if (file < 0) return file;
  const bool written = write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (written && lseek(file, 0, SEEK_SET) == 0) return file;
  close(file);
  return -1;
}

class Process {
 public:
  Process(const std::vector<std::string>& command, int input, int output) {
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&id_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) id_ = -1;
    posix_spawn_file_actions_destroy(&actions);
  }
  ~Process() {
    if (id_ <= 0) return;
    kill(id_, SIGKILL);
    while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  bool runs() const { return id_ > 0; }

 private:
  pid_t id_ = -1;
};

// All that comes out of `pipe`, at most `most` bytes; none where it was stopped or took too long.
std::optional<std::string> read_all(int pipe, std::size_t most, const std::stop_token& stop) {
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  std::string bytes;
  std::array<char, 65536> block;
  while (!stop.stop_requested() && std::chrono::steady_clock::now() < deadline) {
    pollfd waiting{pipe, POLLIN, 0};
    constexpr int kMillisecondsBetweenLooks = 50;
    if (poll(&waiting, 1, kMillisecondsBetweenLooks) <= 0) continue;
    const ssize_t count = read(pipe, block.data(), block.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || bytes.size() >= most) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(count));
  }
  return std::nullopt;
}

struct Wave {
  int rate = 0;
  std::vector<std::int16_t> samples;  // one channel
};

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value |= std::uint32_t{static_cast<std::uint8_t>(bytes[at + i])} << (8 * i);
  return value;
}

// RIFF WAVE of one channel and 16 bits. On a pipe the data chunk's length is a guess: it goes to the end.
std::optional<Wave> parse_wave(std::string_view bytes) {
  Wave wave;
  if (bytes.size() < 12 || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WAVE") return std::nullopt;
  std::size_t at = 12;
  while (at + 8 <= bytes.size()) {
    const std::string_view name = bytes.substr(at, 4);
    const std::size_t length = little_endian(bytes, at + 4, 4);
    at += 8;
    if (name == "data") {
      const std::string_view data = bytes.substr(at, std::min(length, bytes.size() - at) / 2 * 2);
      wave.samples.resize(data.size() / 2);
      if (!data.empty()) std::memcpy(wave.samples.data(), data.data(), data.size());
      return wave.rate > 0 ? std::optional(std::move(wave)) : std::nullopt;
    }
    if (length > bytes.size() - at) return std::nullopt;
    if (name == "fmt " && length >= 16) {
      if (little_endian(bytes, at + 2, 2) != 1 || little_endian(bytes, at + 14, 2) != 16) return std::nullopt;
      wave.rate = static_cast<int>(little_endian(bytes, at + 4, 4));
      if (wave.rate < 8000 || wave.rate > 192'000) return std::nullopt;
    }
    at += length + length % 2;
  }
  return std::nullopt;
}

std::optional<std::vector<float>> resampled(const Wave& wave) {
  AVChannelLayout mono = AV_CHANNEL_LAYOUT_MONO;
  AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
  SwrContext* allocated = nullptr;
  swr_alloc_set_opts2(&allocated, &stereo, AV_SAMPLE_FMT_FLT, kSampleRate, &mono, AV_SAMPLE_FMT_S16,
                      wave.rate, 0, nullptr);
  const SwrContextHandle context(allocated);
  if (!context || swr_init(context.get()) < 0) return std::nullopt;
  const auto count = static_cast<int>(wave.samples.size());
  const int room = swr_get_out_samples(context.get(), count) + kSampleRate;
  if (room <= 0) return std::nullopt;
  std::vector<float> samples(static_cast<std::size_t>(room) * kChannels);
  const auto* in = reinterpret_cast<const std::uint8_t*>(wave.samples.data());
  auto* out = reinterpret_cast<std::uint8_t*>(samples.data());
  const int made = swr_convert(context.get(), &out, room, &in, count);
  if (made < 0) return std::nullopt;
  out = reinterpret_cast<std::uint8_t*>(samples.data() + static_cast<std::size_t>(made) * kChannels);
  const int rest = swr_convert(context.get(), &out, room - made, nullptr, 0);
  samples.resize(static_cast<std::size_t>(made + std::max(rest, 0)) * kChannels);
  return samples;
}

void set_peak(std::span<float> samples, float wanted) {
  float peak = 0;
  for (const float sample : samples) peak = std::max(peak, std::abs(sample));
  if (peak <= 0) return;
  for (float& sample : samples) sample *= wanted / peak;
}

}  // namespace

Result<std::vector<float>> speak(const SpeechRequest& request, const std::stop_token& stop) {
  const Descriptor input(text_file(request.text));
  std::array<int, 2> ends = {-1, -1};
  if (input.get() < 0 || pipe2(ends.data(), O_CLOEXEC) != 0)
    return fail(ErrorCode::io, "no pipe to the voice could be made");
  const Descriptor output(ends[0]);
  Descriptor child_output(ends[1]);
  const Process process({request.program, "--stdin", "--stdout", "-b", "1", "-v", request.voice, "-s",
                         std::to_string(request.words_per_minute)},
                        input.get(), child_output.get());
  child_output.reset();
  if (!process.runs())
    return fail(ErrorCode::not_found, fmt::format("{} could not be started", request.program));
  constexpr double kMostBytesPerSecond = 2.0 * 48'000;
  const auto bytes =
      read_all(output.get(), static_cast<std::size_t>(request.most_seconds * kMostBytesPerSecond), stop);
  if (!bytes)
    return fail(stop.stop_requested() ? ErrorCode::cancelled : ErrorCode::limit, "the voice was stopped");
  const auto wave = parse_wave(*bytes);
  if (!wave || wave->samples.empty())
    return fail(ErrorCode::format, fmt::format("{} gave no sound", request.program));
  auto samples = resampled(*wave);
  if (!samples) return fail(ErrorCode::format, "the voice's sound could not be resampled");
  const auto most = static_cast<std::size_t>(request.most_seconds * kSampleRate) * kChannels;
  if (samples->size() > most) samples->resize(most);
  set_peak(*samples, kPeak);
  return *std::move(samples);
}

}  // namespace crier
