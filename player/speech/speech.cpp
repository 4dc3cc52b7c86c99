// SPDX-License-Identifier: Apache-2.0
#include "player/speech/speech.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

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

// Readable as soon as a stop is requested.
class StopSignal {
 public:
  explicit StopSignal(const std::stop_token& stop)
      : event_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), callback_(stop, Raise{event_.get()}) {}
  int fd() const { return event_.get(); }

 private:
  struct Raise {
    int event;
    void operator()() const { eventfd_write(event, 1); }
  };
  const Descriptor event_;
  std::stop_callback<Raise> callback_;
};

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

// Hands the process what it reads and takes what it writes, in step, so that neither waits for the other.
class Conversation {
 public:
  // Blocking is off at both descriptors' ends that are ours.
  Conversation(Descriptor& input, const Descriptor& output, std::string_view text, std::size_t most)
      : input_(input), output_(output), text_(text), most_(most) {}

  // All that was written, at most the size that was asked for; none where it was stopped or took too long.
  std::optional<SecretVector<char>> hold(const StopSignal& stop) {
    bytes_.reserve(std::min(most_, kUsualBytes));
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (true) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      if (left.count() <= 0) return std::nullopt;
      pollfd waiting[] = {{stop.fd(), POLLIN, 0}, {output_.get(), POLLIN, 0}, {input_.get(), POLLOUT, 0}};
      if (poll(waiting, 3, static_cast<int>(left.count())) < 0 && errno != EINTR) return std::nullopt;
      if (waiting[0].revents != 0) return std::nullopt;
      if (waiting[2].revents != 0) tell();
      if (waiting[1].revents != 0 && !hear()) return std::move(bytes_);
    }
  }

 private:
  static constexpr std::size_t kUsualBytes = 1U << 20;  // most sentences grow nothing

  void tell() {
    const ssize_t count = send(input_.get(), text_.data(), text_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    text_.remove_prefix(count < 0 ? text_.size() : static_cast<std::size_t>(count));
    if (text_.empty()) input_.reset();  // poll(2) passes over what is closed
  }

  // False at the end.
  bool hear() {
    const std::size_t before = bytes_.size();
    bytes_.resize(before + kBlockBytes);
    const ssize_t count = read(output_.get(), bytes_.data() + before, kBlockBytes);
    const bool is_over = count == 0 || (count < 0 && errno != EINTR);
    bytes_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return !is_over && bytes_.size() < most_;
  }

  static constexpr std::size_t kBlockBytes = 65536;

  Descriptor& input_;
  const Descriptor& output_;
  std::string_view text_;
  const std::size_t most_;
  SecretVector<char> bytes_;
};

struct Wave {
  int rate = 0;
  SecretVector<std::int16_t> samples;  // one channel
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

std::optional<SecretVector<float>> resampled(const Wave& wave) {
  AVChannelLayout mono = AV_CHANNEL_LAYOUT_MONO;
  SwrContext* allocated = nullptr;
  swr_alloc_set_opts2(&allocated, &mono, AV_SAMPLE_FMT_FLT, kSampleRate, &mono, AV_SAMPLE_FMT_S16, wave.rate,
                      0, nullptr);
  const SwrContextHandle context(allocated);
  if (!context || swr_init(context.get()) < 0) return std::nullopt;
  const auto count = static_cast<int>(wave.samples.size());
  const int room = swr_get_out_samples(context.get(), count) + kSampleRate;
  if (room <= 0) return std::nullopt;
  SecretVector<float> samples(static_cast<std::size_t>(room));
  const auto* in = reinterpret_cast<const std::uint8_t*>(wave.samples.data());
  auto* out = reinterpret_cast<std::uint8_t*>(samples.data());
  const int made = swr_convert(context.get(), &out, room, &in, count);
  if (made < 0) return std::nullopt;
  out = reinterpret_cast<std::uint8_t*>(samples.data() + made);
  const int rest = swr_convert(context.get(), &out, room - made, nullptr, 0);
  samples.resize(static_cast<std::size_t>(made + std::max(rest, 0)));
  return samples;
}

void set_peak(std::span<float> samples, float wanted) {
  float peak = 0;
  for (const float sample : samples) peak = std::max(peak, std::abs(sample));
  if (peak <= 0) return;
  for (float& sample : samples) sample *= wanted / peak;
}

}  // namespace

Result<SecretVector<float>> speak(const SpeechRequest& request, const std::stop_token& stop) {
  // A socket, because writing to one whose reader is gone can be kept from raising a signal.
  std::array<int, 2> words = {-1, -1};
  std::array<int, 2> sound = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, words.data()) != 0 ||
      pipe2(sound.data(), O_CLOEXEC) != 0) {
    for (const int end : words)
      if (end >= 0) close(end);
    return fail(ErrorCode::io, "no pipe to the voice could be made");
  }
  Descriptor input(words[0]);
  Descriptor child_input(words[1]);
  const Descriptor output(sound[0]);
  Descriptor child_output(sound[1]);
  const StopSignal stopped(stop);
  const Process process({request.program, "--stdin", "--stdout", "-b", "1", "-v", request.voice, "-s",
                         std::to_string(request.words_per_minute)},
                        child_input.get(), child_output.get());
  child_input.reset();
  child_output.reset();
  if (!process.runs())
    return fail(ErrorCode::not_found, fmt::format("{} could not be started", request.program));
  constexpr double kMostBytesPerSecond = 2.0 * 48'000;
  Conversation conversation(input, output, request.text,
                            static_cast<std::size_t>(request.most_seconds * kMostBytesPerSecond));
  const auto bytes = conversation.hold(stopped);
  if (!bytes)
    return fail(stop.stop_requested() ? ErrorCode::cancelled : ErrorCode::limit, "the voice was stopped");
  const auto wave = parse_wave({bytes->data(), bytes->size()});
  if (!wave || wave->samples.empty())
    return fail(ErrorCode::format, fmt::format("{} gave no sound", request.program));
  auto samples = resampled(*wave);
  if (!samples) return fail(ErrorCode::format, "the voice's sound could not be resampled");
  const auto most = static_cast<std::size_t>(request.most_seconds * kSampleRate);
  if (samples->size() > most) samples->resize(most);
  set_peak(*samples, kPeak);
  return *std::move(samples);
}

}  // namespace crier
