// SPDX-License-Identifier: Apache-2.0
#include "player/alerts/announcement.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "player/alerts/alert_face.hpp"
#include "player/media/media_source.hpp"
#include "player/speech/mandarin.hpp"
#include "player/speech/speech.hpp"

namespace crier {
namespace {

constexpr double kToneSeconds = 2;
constexpr double kTonePeak = 0.501;  // -6 dBFS
constexpr double kPauseSeconds = 0.5;
constexpr std::size_t kMostSpokenBytes = 4000;  // about ninety seconds of Chinese, with room to spare

// Cut at a character's border.
void shorten(std::string& text, std::size_t most) {
  if (text.size() <= most) return;
  while (most > 0 && (static_cast<std::uint8_t>(text[most]) & 0xC0) == 0x80) --most;
  text.resize(most);
}

}  // namespace

std::vector<float> attention_tone(AlertSeverity severity) {
  const bool urgent = severity <= AlertSeverity::severe;
  const double notes[] = {urgent ? 784.0 : 523.25, urgent ? 1046.5 : 659.25};
  const double note_seconds = urgent ? 0.2 : 0.5;
  constexpr double kEdgeSeconds = 0.02;
  constexpr double kOvertone = 0.25;
  const auto frames = static_cast<std::size_t>(kToneSeconds * kSampleRate);
  std::vector<double> wave(frames);
  double phase = 0;
  double peak = 0;
  for (std::size_t i = 0; i < frames; ++i) {
    const double time = static_cast<double>(i) / kSampleRate;
    const double in_note = std::fmod(time, note_seconds);
    const auto note = static_cast<std::size_t>(time / note_seconds) % 2;
    phase += 2 * std::numbers::pi * notes[note] / kSampleRate;
    const double edge =
        std::clamp(std::min({in_note, note_seconds - in_note, kToneSeconds - time}) / kEdgeSeconds, 0.0, 1.0);
    const double envelope = 0.5 - 0.5 * std::cos(std::numbers::pi * edge);
    wave[i] = envelope * (std::sin(phase) + kOvertone * std::sin(2 * phase));
    peak = std::max(peak, std::abs(wave[i]));
  }
  std::vector<float> samples;
  samples.reserve(frames * kChannels);
  for (const double value : wave)
    samples.insert(samples.end(), kChannels, static_cast<float>(value * kTonePeak / peak));
  return samples;
}

std::string spoken_text(const ShownAlert& alert) {
  const AlertInfo& info = alert.info();
  const bool chinese = is_chinese(info);
  const std::string stop = chinese ? "。" : ". ";
  const std::string exercise = chinese ? "这是演习" : "This is an exercise";
  std::string text;
  const auto say = [&](const std::string& sentence) {
    if (sentence.empty() || text.find(sentence) != std::string::npos) return;
    text += sentence + stop;
  };
  if (alert.exercise) text += exercise + stop;
  say(info.event);
  // A headline that holds the event says the same at greater length.
  if (info.headline.find(info.event) == std::string::npos) say(info.headline);
  say(info.sign_text.empty() ? info.description : info.sign_text);
  say(info.instruction);
  shorten(text, kMostSpokenBytes);
  if (alert.exercise) text += stop + exercise + stop;
  return text;
}

std::vector<float> make_announcement(const ShownAlert& alert, const std::stop_token& stop,
                                     const std::string& voice_program) {
  std::vector<float> samples = attention_tone(alert.info().severity);
  const bool chinese = is_chinese(alert.info());
  const std::string text = spoken_text(alert);
  const SpeechRequest request{.text = SecretText(chinese ? to_pinyin(text) : text),
                              .voice = chinese ? "cmn-latn-pinyin" : "en",
                              .words_per_minute = chinese ? 165 : 150,
                              .most_seconds = kMostAnnouncementSeconds - kToneSeconds - kPauseSeconds,
                              .program = voice_program};
  const auto spoken = speak(request, stop);
  if (stop.stop_requested()) return {};
  if (!spoken) return samples;
  samples.resize(samples.size() + static_cast<std::size_t>(kPauseSeconds * kSampleRate) * kChannels);
  for (const float sample : *spoken) samples.insert(samples.end(), kChannels, sample);
  return samples;
}

}  // namespace crier
