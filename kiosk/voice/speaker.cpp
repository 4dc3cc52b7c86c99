// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/speaker.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "kiosk/voice/voice_runs.hpp"
#include "player/media/media_source.hpp"
#include "player/speech/mandarin.hpp"
#include "player/speech/speech.hpp"

namespace crier {
namespace {

constexpr std::size_t kPauseSamples = kSampleRate / 5;  // between sentences
constexpr std::size_t kMostRunBytes = 4000;             // of one run; what is longer is cut
constexpr int kMandarinPace = 165;                      // words a minute, as the voice counts them
constexpr int kEnglishPace = 150;

std::string_view shortened(std::string_view text) {
  std::size_t most = std::min(text.size(), kMostRunBytes);
  while (most > 0 && most < text.size() && (text[most] & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

SpeechRequest request_for(const VoiceRun& run, const MandarinReader& reader, const std::string& program) {
  SpeechRequest request;
  request.program = program;
  if (run.language == SpokenLanguage::mandarin) {
    std::string pinyin = reader.to_pinyin(shortened(run.text));
    request.text = SecretText(pinyin);
    explicit_bzero(pinyin.data(), pinyin.size());
    request.voice = "cmn-latn-pinyin";
    request.words_per_minute = kMandarinPace;
  } else {
    request.text = spell_codes(shortened(run.text));
    request.voice = "en";
    request.words_per_minute = kEnglishPace;
  }
  return request;
}

}  // namespace

class Speaker::Event {
 public:
  Event() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~Event() {
    if (fd_ >= 0) close(fd_);
  }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  int fd() const { return fd_; }
  void raise() { eventfd_write(fd_, 1); }
  void clear() {
    eventfd_t count = 0;
    eventfd_read(fd_, &count);
  }

 private:
  const int fd_;
};

struct Speaker::Order {
  Utterances utterances;
  SpokenLanguage language = SpokenLanguage::mandarin;
};

// Cuts sound into chunks and keeps the last one back until it is known whether it is the last of all.
class Speaker::Chunker {
 public:
  Chunker(Speaker& speaker, std::uint64_t speech, std::stop_token stop)
      : speaker_(speaker), speech_(speech), stop_(std::move(stop)) {}

  // False where the speech was abandoned.
  bool add(std::span<const float> samples, const std::string& element) {
    while (!samples.empty()) {
      if (!flush(false)) return false;
      const auto part = samples.first(std::min(samples.size(), kSpokenChunkSamples));
      samples = samples.subspan(part.size());
      kept_ = SpokenChunk{speech_, element, {part.begin(), part.end()}, false};
    }
    return true;
  }

  // The last chunk; an empty one where nothing was said.
  void finish() {
    if (!kept_) kept_ = SpokenChunk{speech_, {}, {}, false};
    flush(true);
  }

 private:
  bool flush(bool is_last) {
    if (!kept_) return true;
    kept_->is_last = is_last;
    const bool was_pushed = speaker_.chunks_.push_until(*kept_, MonotonicTime::max(), stop_);
    kept_.reset();
    if (was_pushed) speaker_.ready_->raise();
    return was_pushed;
  }

  Speaker& speaker_;
  const std::uint64_t speech_;
  const std::stop_token stop_;
  std::optional<SpokenChunk> kept_;
};

Speaker::Speaker(std::string program)
    : program_(std::move(program)),
      ready_(std::make_unique<Event>()),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Speaker::~Speaker() {
  stop();
}

std::uint64_t Speaker::say(Utterances utterances, SpokenLanguage language) {
  stop();
  Job job;
  job.speech = speech_;
  job.order = std::make_shared<const Order>(Order{std::move(utterances), language});
  abandon_ = job.abandon;
  job_.put(std::move(job));
  return speech_;
}

void Speaker::stop() {
  abandon_.request_stop();
  ++speech_;
  job_.put(Job{});
  chunks_.clear();
}

std::optional<SpokenChunk> Speaker::take() {
  while (true) {
    auto chunk = chunks_.try_pop();
    if (!chunk) {
      // Whatever is pushed after this is announced again.
      ready_->clear();
      chunk = chunks_.try_pop();
      if (!chunk) return std::nullopt;
      ready_->raise();
    }
    if (chunk->speech == speech_) return chunk;
  }
}

int Speaker::ready_fd() const {
  return ready_->fd();
}

void Speaker::run(const std::stop_token& stop) {
  const MandarinReader reader;
  while (!stop.stop_requested()) {
    const bool has_work =
        job_.wait_until(MonotonicTime::max(), stop, [](const Job& job) { return job.order != nullptr; });
    if (!has_work) continue;
    Job job;
    // Taken out, so that the order is wiped as soon as it is said.
    job_.update([&job](Job& waiting) { job = std::exchange(waiting, Job{}); });
    if (job.order != nullptr) perform(job, reader);
  }
}

void Speaker::perform(const Job& job, const MandarinReader& reader) {
  const std::stop_token abandoned = job.abandon.get_token();
  Chunker chunker(*this, job.speech, abandoned);
  const SecretVector<float> pause(kPauseSamples);
  for (const Utterance& utterance : job.order->utterances) {
    bool is_heard = false;
    for (const VoiceRun& run : voice_runs(utterance.text, job.order->language)) {
      if (abandoned.stop_requested()) return;
      const auto samples = speak(request_for(run, reader, program_), abandoned);
      if (!samples) continue;
      if (!chunker.add(*samples, utterance.element)) return;
      is_heard = true;
    }
    if (is_heard && !chunker.add(pause, utterance.element)) return;
  }
  if (!abandoned.stop_requested()) chunker.finish();
}

}  // namespace crier
