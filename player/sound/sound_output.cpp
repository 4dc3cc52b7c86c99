// SPDX-License-Identifier: Apache-2.0
#include "player/sound/sound_output.hpp"

#include <SDL.h>
#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "config/latest.hpp"
#include "player/sound/drift_servo.hpp"
#include "player/sound/sound_reader.hpp"
#include "player/sound/stretcher.hpp"

namespace crier {
namespace {

using std::chrono::seconds;

constexpr std::size_t kQueueBlocks = 256;       // over five seconds of AAC frames
constexpr std::uint16_t kPeriodFrames = 4'800;  // 100 ms: latency does not matter while it is known
constexpr Nanoseconds kPeriod = std::chrono::milliseconds{100};
constexpr seconds kFirstRetry{1};
constexpr seconds kLastRetry{60};
constexpr seconds kWatchInterval{1};
constexpr int kSilentPeriods = 10;  // until a device to which nothing is fed rests
constexpr float kDeclickDecay = 0.985F;  // a step dies away within five milliseconds

void say_nothing(const char* /*file*/, int /*line*/, const char* /*function*/, int /*code*/,
                 const char* /*format*/, ...) {}

// ALSA's library writes to standard error whatever it misses; SDL tells us the reason, and it is logged once.
void quieten_alsa() {
  using ErrorHandler = void (*)(const char*, int, const char*, int, const char*, ...);
  using SetErrorHandler = int (*)(ErrorHandler);
  void* const library = dlopen("libasound.so.2", RTLD_LAZY | RTLD_NOLOAD);
  if (library == nullptr) return;
  auto* const set_handler = reinterpret_cast<SetErrorHandler>(dlsym(library, "snd_lib_error_set_handler"));
  if (set_handler != nullptr) set_handler(&say_nothing);
  dlclose(library);
}

}  // namespace

// One opened device. Its callback runs on SDL's own thread.
struct SoundOutput::Device {
  explicit Device(SoundOutput& output) : owner(output), reader(output.queue_) {}

  SoundOutput& owner;
  SoundReader reader;
  Stretcher stretcher;
  DriftServo servo;
  SDL_AudioDeviceID id = 0;
  Nanoseconds latency = kPeriod;     // SDL keeps one period queued while it asks for the next
  std::optional<std::int64_t> next;  // the timeline's next sample frame to pull
  MonotonicTime last_call;
  std::uint64_t epoch = 0;
  int silent_periods = 0;  // in a row, for which nothing had been fed
  std::array<float, kChannels> last_out{};
  std::array<float, kChannels> step{};

  static void callback(void* self, std::uint8_t* bytes, int size) {
    static_cast<Device*>(self)->play(reinterpret_cast<float*>(bytes),
                                     size / static_cast<int>(sizeof(float) * kChannels));
  }

  void jump_to(std::int64_t position) {
    stretcher.reset();
    servo.reset();
    next = position;
  }

  void play(float* out, std::int64_t frames) {
    const MonotonicTime now = owner.clock_.monotonic();
    if (silent_periods >= kSilentPeriods) {
      if (owner.queue_.size() == 0) {
        std::fill_n(out, frames * kChannels, 0.0F);
        owner.mixer_.mix(out, frames, now);
        return;
      }
      next.reset();  // finds its place anew
      silent_periods = 0;
    }
    const std::int64_t wanted = sample_at(owner.clock_.wall(now + latency));
    const std::uint64_t current = owner.epoch_.load(std::memory_order_acquire);
    bool jumped = false;
    if (!next || current != epoch) {
      epoch = current;
      jump_to(wanted);
      jumped = true;
    }
    const auto error_of = [&] {
      return Nanoseconds{(wanted - (*next - stretcher.waiting())) * (1'000'000'000 / kSampleRate)};
    };
    double ppm = servo.correct(error_of(), jumped ? kPeriod : now - last_call);
    if (servo.is_lost()) {
      jump_to(wanted);
      jumped = true;
      ppm = servo.correct(error_of(), kPeriod);
    }
    last_call = now;
    owner.lateness_ns_.store(static_cast<std::int64_t>(servo.smoothed_error_ms() * 1e6),
                             std::memory_order_relaxed);
    std::int64_t fed = 0;
    stretcher.fill(out, frames, ppm, [this, &fed](float* chunk, std::int64_t count) {
      fed += reader.read(*next, count, epoch, chunk);
      *next += count;
    });
    silent_periods = fed > 0 ? 0 : silent_periods + 1;
    if (jumped) smooth_start(out);
    declick(out, frames);
    owner.mixer_.mix(out, frames, now);
  }

  // After a jump the waveform starts elsewhere: the difference is laid over it and dies away.
  void smooth_start(const float* out) {
    for (std::size_t c = 0; c < kChannels; ++c) step[c] = last_out[c] - out[c];
  }

  void declick(float* out, std::int64_t frames) {
    constexpr float kSilent = 1e-5F;
    for (std::size_t c = 0; c < kChannels; ++c) {
      for (std::int64_t i = 0; i < frames && std::abs(step[c]) > kSilent; ++i) {
        out[i * kChannels + static_cast<std::int64_t>(c)] += step[c];
        step[c] *= kDeclickDecay;
      }
      last_out[c] = out[(frames - 1) * kChannels + static_cast<std::int64_t>(c)];
    }
  }
};

SoundOutput::SoundOutput(const PlayoutClock& clock, std::string device, Log& log)
    : clock_(clock),
      name_(std::move(device)),
      log_(log),
      queue_(kQueueBlocks),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

SoundOutput::~SoundOutput() = default;

bool SoundOutput::feed(TimedBlock block) {
  return queue_.try_push(block);
}

void SoundOutput::start_epoch(std::uint64_t epoch) {
  queue_.clear();
  epoch_.store(epoch, std::memory_order_release);
}

std::optional<Nanoseconds> SoundOutput::lateness() const {
  if (!playing_) return std::nullopt;
  return Nanoseconds{lateness_ns_.load(std::memory_order_relaxed)};
}

void SoundOutput::run(const std::stop_token& stop) {
  const Latest<int> nothing(0);
  const auto rest = [&](Nanoseconds time) {
    nothing.wait_until(clock_.monotonic() + time, stop, [](int) { return false; });
  };
  seconds retry = kFirstRetry;
  bool complained = false;
  while (!stop.stop_requested()) {
    Device device(*this);
    SDL_AudioSpec wanted{};
    wanted.freq = kSampleRate;
    wanted.format = AUDIO_F32SYS;
    wanted.channels = kChannels;
    wanted.samples = kPeriodFrames;
    wanted.callback = &Device::callback;
    wanted.userdata = &device;
    SDL_AudioSpec obtained{};
    mixer_.forget();
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) == 0) {
      quieten_alsa();
      device.id = SDL_OpenAudioDevice(name_.empty() ? nullptr : name_.c_str(), 0, &wanted, &obtained, 0);
    }
    if (device.id == 0) {
      if (!complained)
        log_.warning("sound-missing", {{"reason", SDL_GetError()}, {"action", "playing on without"}});
      complained = true;
      if (SDL_WasInit(SDL_INIT_AUDIO) != 0) SDL_QuitSubSystem(SDL_INIT_AUDIO);
      rest(retry);
      retry = std::min(retry * 2, kLastRetry);
      continue;
    }
    const char* const driver = SDL_GetCurrentAudioDriver();
    log_.info("sound-open",
              {{"driver", driver == nullptr ? "?" : driver}, {"period", std::to_string(obtained.samples)}});
    complained = false;
    retry = kFirstRetry;
    playing_ = true;
    SDL_PauseAudioDevice(device.id, 0);
    while (!stop.stop_requested() && SDL_GetAudioDeviceStatus(device.id) == SDL_AUDIO_PLAYING)
      rest(kWatchInterval);
    playing_ = false;
    if (!stop.stop_requested()) log_.warning("sound-lost", {{"action", "playing on, opening it again"}});
    SDL_CloseAudioDevice(device.id);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
  }
  SDL_TLSCleanup();  // SDL knows nothing of threads that it did not start
}

}  // namespace crier
