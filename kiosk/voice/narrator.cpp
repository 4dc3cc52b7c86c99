// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/narrator.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

constexpr std::chrono::seconds kAhead{1};
constexpr float kNormal = 0.5F;  // of full amplitude
constexpr float kLoud = 1.0F;

Nanoseconds length_of(const SpokenChunk& chunk) {
  return Nanoseconds{static_cast<std::int64_t>(chunk.samples.size()) * 1'000'000'000 / kSampleRate};
}

bool is_told_of(const Element& element) {
  return element.role != Role::key && element.role != Role::candidate && element.role != Role::field;
}

std::string told(const Element& element) {
  return element.label + '\n' + element.value + (element.selected ? "\n+" : "\n-");
}

// A letter, a figure or a sign, as against "Delete".
bool is_one_character(const std::string& label) {
  return std::ranges::count_if(label, [](char byte) { return (byte & 0xC0) != 0x80; }) == 1;
}

void append(Utterances& whole, Utterances part) {
  std::move(part.begin(), part.end(), std::back_inserter(whole));
}

}  // namespace

Narrator::Narrator(Audience audience) : audience_(audience) {}

Narrator::~Narrator() = default;

void Narrator::set_volume(SpeechVolume volume, const Registry& registry) {
  const SpeechVolume before = std::exchange(volume_, volume);
  if (before == volume) return;
  Utterances utterances;
  if (volume == SpeechVolume::off) {
    utterances.push_back(prompt(Prompt::speech_off, language_));
  } else if (before == SpeechVolume::off) {
    utterances.push_back(prompt(Prompt::speech_on, language_));
    append(utterances, speakable(registry, language_, audience_));
  } else {
    append(utterances, speakable(registry, "mode.aloud", language_, audience_));
  }
  say(std::move(utterances));
}

void Narrator::observe(const Registry& registry, const std::string& page, bool only_pages) {
  const bool is_new_page = page != page_;
  page_ = page;
  std::map<std::string, std::string> seen;
  Utterances changes;
  for (const Element& element : registry.elements()) {
    if (!is_told_of(element)) continue;
    std::string words = told(element);
    const auto before = seen_.find(element.id);
    if (!is_new_page && !only_pages && (before == seen_.end() || before->second != words))
      append(changes, speakable(registry, element.id, language_, audience_));
    seen.emplace(element.id, std::move(words));
  }
  seen_ = std::move(seen);
  if (volume_ == SpeechVolume::off) return;
  if (is_new_page) {
    say(speakable(registry, language_, audience_));
  } else if (!changes.empty() && !is_speaking_) {
    say(std::move(changes));
  }
}

void Narrator::focus(const Registry& registry, const std::string& id) {
  if (volume_ != SpeechVolume::off) say(speakable(registry, id, language_, audience_));
}

void Narrator::wrote(const Element& pressed) {
  if (volume_ == SpeechVolume::off) return;
  const bool is_private = pressed.role == Role::candidate || is_one_character(pressed.label);
  say({echo(pressed.label, is_private, language_, audience_)});
}

void Narrator::say(Prompt which) {
  if (volume_ != SpeechVolume::off) say({prompt(which, language_)});
}

void Narrator::say(Utterances utterances) {
  if (utterances.empty()) return;
  if (!speaker_) speaker_ = std::make_unique<Speaker>();
  speaker_->say(std::move(utterances), language_);
  held_.reset();
  heard_until_ = {};
  is_speaking_ = true;
}

bool Narrator::hush() {
  if (!is_speaking_) return false;
  speaker_->stop();
  held_.reset();
  is_speaking_ = false;
  return true;
}

std::optional<SpokenChunk> Narrator::next(MonotonicTime now) {
  if (!is_speaking_) return std::nullopt;
  if (!held_) held_ = speaker_->take();
  heard_until_ = std::max(heard_until_, now);
  if (!held_ || heard_until_ > now + kAhead) return std::nullopt;
  SpokenChunk chunk = std::move(*held_);
  held_.reset();
  heard_until_ += length_of(chunk);
  if (chunk.is_last) is_speaking_ = false;
  const float gain = volume_ == SpeechVolume::loud ? kLoud : kNormal;
  for (float& sample : chunk.samples) sample = std::clamp(sample * gain, -1.0F, 1.0F);
  return chunk;
}

std::optional<MonotonicTime> Narrator::next_change() const {
  if (!held_) return std::nullopt;
  return heard_until_ - kAhead;
}

int Narrator::ready_fd() const {
  return speaker_ && is_speaking_ && !held_ ? speaker_->ready_fd() : -1;
}

}  // namespace crier
