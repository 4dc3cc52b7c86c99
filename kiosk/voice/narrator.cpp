// SPDX-License-Identifier: Apache-2.0
#include "kiosk/voice/narrator.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

constexpr std::chrono::seconds kAhead{1};
constexpr std::chrono::milliseconds kBreath{300};  // before what had to wait
constexpr const char* kQuestion = "stay";          // the panel that asks whether somebody is there
constexpr const char* kTrouble = "report.trouble";
constexpr const char* kReceipt = "receipt.figures";
constexpr const char* kPrivacy = "prompt.private";  // the explanation's mark, no element's
constexpr float kNormal = 0.5F;                     // of full amplitude
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

Narrator::Narrator(Audience audience, std::string program)
    : audience_(audience), program_(std::move(program)) {}

Narrator::~Narrator() = default;

// Why something was withheld: once in a visit, when it could be heard.
void Narrator::explain_privacy(bool is_withheld, Utterances& said) const {
  if (!is_withheld || audience_ == Audience::headset || has_explained_privacy_) return;
  said.push_back(prompt(Prompt::is_private, language_));
  said.back().element = kPrivacy;
}

Utterances Narrator::read(const Registry& registry) const {
  Utterances said = speakable(registry, language_, audience_);
  // What went wrong comes before what it was about.
  if (const auto trouble = std::ranges::find(said, kTrouble, &Utterance::element); trouble != said.end())
    std::rotate(said.begin(), trouble, trouble + 1);
  if (registry.find(kReceipt) != nullptr && audience_ == Audience::everybody) {
    said.push_back(prompt(Prompt::receipt_withheld, language_));
  } else {
    explain_privacy(std::ranges::any_of(registry.elements(), &Element::is_private), said);
  }
  return said;
}

void Narrator::set_volume(SpeechVolume volume, const Registry& registry, Control control) {
  const SpeechVolume before = std::exchange(volume_, volume);
  if (before == volume) return;
  later_.clear();
  Utterances utterances;
  if (volume == SpeechVolume::off) {
    utterances.push_back(prompt(Prompt::speech_off, language_));
  } else if (before == SpeechVolume::off) {
    const bool is_home = registry.panel() == "home";
    utterances.push_back(prompt(Prompt::speech_on, language_));
    if (is_home && !std::exchange(has_welcomed_, true))
      utterances.push_back(prompt(Prompt::welcome, language_));
    if ((is_home || control == Control::pad) && !std::exchange(has_explained_keys_, true))
      utterances.push_back(prompt(Prompt::keys, language_));
    append(utterances, read(registry));
  } else {
    append(utterances, speakable(registry, "mode.aloud", language_, audience_));
  }
  say(std::move(utterances));
}

void Narrator::observe(const Registry& registry, const std::string& page, Telling telling,
                       MonotonicTime now) {
  const bool was_asked = std::exchange(is_asked_, registry.panel() == kQuestion);
  if (is_asked_) {
    if (!was_asked) {
      later_.clear();
      say(Prompt::still_there);
    }
    return;
  }
  const bool is_new_page = page != page_;
  page_ = page;
  std::map<std::string, std::string> seen;
  Utterances changes;
  for (const Element& element : registry.elements()) {
    if (!is_told_of(element)) continue;
    std::string words = told(element);
    const auto before = seen_.find(element.id);
    const bool is_message = element.role == Role::status;
    const bool counts = telling == Telling::changes || is_message || element.id == focused_;
    if (!is_new_page && counts && (before == seen_.end() || before->second != words)) {
      append(changes, speakable(registry, element.id, language_, audience_));
      if (is_message) unheard_.insert(element.id);
    }
    seen.emplace(element.id, std::move(words));
  }
  seen_ = std::move(seen);
  if (volume_ == SpeechVolume::off) {
    unheard_.clear();
    return;
  }
  if (is_new_page) {
    later_.clear();
    unheard_.clear();
    say(read(registry));
    return;
  }
  forget_what_is_gone(registry);
  if (was_asked) say(Prompt::extended);
  if (is_heard(now)) {
    say_later(std::move(changes));
  } else {
    say(std::move(changes));
  }
}

// What waits to be said of an element that is no longer there says nothing true.
void Narrator::forget_what_is_gone(const Registry& registry) {
  std::erase_if(later_, [&](const Utterance& waiting) {
    return !waiting.element.empty() && registry.find(waiting.element) == nullptr;
  });
}

// Of each element only the latest.
void Narrator::say_later(Utterances utterances) {
  for (Utterance& utterance : utterances) {
    std::erase_if(later_, [&](const Utterance& waiting) {
      return !waiting.element.empty() && waiting.element == utterance.element;
    });
    later_.push_back(std::move(utterance));
  }
}

void Narrator::focus(const Registry& registry, const std::string& id) {
  focused_ = id;
  if (volume_ == SpeechVolume::off) return;
  Utterances said = speakable(registry, id, language_, audience_);
  const Element* const element = registry.find(id);
  explain_privacy(element != nullptr && element->is_private, said);
  say(std::move(said));
}

void Narrator::focus_fell(const Registry& registry, const std::string& id) {
  focused_ = id;
  if (volume_ != SpeechVolume::off) say_later(speakable(registry, id, language_, audience_));
}

void Narrator::wrote(const Element& pressed) {
  if (volume_ == SpeechVolume::off) return;
  const bool is_private = pressed.role == Role::candidate || is_one_character(pressed.label);
  say({echo(pressed.label, is_private, language_, audience_)});
}

void Narrator::repeat(const Registry& registry) {
  if (volume_ != SpeechVolume::off) say(read(registry));
}

void Narrator::say(Prompt which) {
  if (volume_ != SpeechVolume::off) say({prompt(which, language_)});
}

void Narrator::say_after(Prompt which) {
  if (volume_ != SpeechVolume::off) say_later({prompt(which, language_)});
}

void Narrator::say(Utterances utterances) {
  if (utterances.empty()) return;
  if (!speaker_) speaker_ = std::make_unique<Speaker>(program_);
  speaker_->say(std::move(utterances), language_);
  held_.reset();
  telling_.clear();
  heard_until_ = {};
  is_speaking_ = true;
}

bool Narrator::hush(MonotonicTime now) {
  const bool was_heard = is_heard(now);
  // A status that was cut short is new again.
  for (const std::string& id : unheard_) seen_.erase(id);
  unheard_.clear();
  later_.clear();
  if (is_speaking_) speaker_->stop();
  held_.reset();
  is_speaking_ = false;
  heard_until_ = {};
  return was_heard;
}

std::optional<SpokenChunk> Narrator::next(MonotonicTime now) {
  if (!is_speaking_ && !later_.empty() && now >= heard_until_ + kBreath) say(std::exchange(later_, {}));
  if (!is_speaking_) return std::nullopt;
  if (!held_) held_ = speaker_->take();
  heard_until_ = std::max(heard_until_, now);
  if (!held_ || heard_until_ > now + kAhead) return std::nullopt;
  SpokenChunk chunk = std::move(*held_);
  held_.reset();
  heard_until_ += length_of(chunk);
  if (chunk.element != telling_) unheard_.erase(std::exchange(telling_, chunk.element));
  if (chunk.element == kPrivacy) has_explained_privacy_ = true;
  if (chunk.is_last) {
    unheard_.erase(telling_);
    is_speaking_ = false;
  }
  const float gain = volume_ == SpeechVolume::loud ? kLoud : kNormal;
  for (float& sample : chunk.samples) sample = std::clamp(sample * gain, -1.0F, 1.0F);
  return chunk;
}

std::optional<MonotonicTime> Narrator::next_change() const {
  if (held_) return heard_until_ - kAhead;
  if (!is_speaking_ && !later_.empty()) return heard_until_ + kBreath;
  return std::nullopt;
}

int Narrator::ready_fd() const {
  return speaker_ && is_speaking_ && !held_ ? speaker_->ready_fd() : -1;
}

}  // namespace crier
