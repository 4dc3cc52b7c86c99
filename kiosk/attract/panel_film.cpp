// SPDX-License-Identifier: Apache-2.0
#include "kiosk/attract/panel_film.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "player/media/media_source.hpp"

namespace crier {
namespace {

using std::chrono::milliseconds;

constexpr Nanoseconds kSoundAhead = milliseconds{700};    // of the picture that is being decoded
constexpr Nanoseconds kHandedAhead = milliseconds{300};   // of what is heard
constexpr Nanoseconds kDeviceLatency = milliseconds{60};  // until what is announced is heard
constexpr Nanoseconds kLastPicture = milliseconds{40};    // where the file does not say

Nanoseconds length_of(const SampleBlock& block) {
  return Nanoseconds{block.frames() * 1'000'000'000 / kSampleRate};
}

}  // namespace

PanelFilm::PanelFilm(std::filesystem::path file, SoundOutput* sound, FileCheck check)
    : sound_(sound),
      thread_([this, file = std::move(file), check = std::move(check)](const std::stop_token& stop) {
        decode(file, check, stop);
        is_decoded_ = true;
      }) {}

PanelFilm::~PanelFilm() {
  is_cancelled_ = true;
  if (sound_ != nullptr && announcement_) sound_->stop_announcement();
}

void PanelFilm::decode(const std::filesystem::path& file, const FileCheck& check,
                       const std::stop_token& stop) {
  if (check && !check(file)) return;
  MediaRequest request;
  request.path = file;
  request.want_sound = sound_ != nullptr;
  request.decoder_threads = 1;
  const auto source = MediaSource::open(request, is_cancelled_);
  if (!source) return;
  while (!stop.stop_requested()) {
    auto picture = (*source)->next_picture();
    if (!picture || !*picture) break;
    if (!decode_sound(**source, (*picture)->position() + kSoundAhead, stop)) return;
    if (!pictures_.push_until(**picture, MonotonicTime::max(), stop)) return;
  }
  decode_sound(**source, Nanoseconds::max(), stop);
}

// False where nobody wants it any more.
bool PanelFilm::decode_sound(MediaSource& source, Nanoseconds until, const std::stop_token& stop) {
  if (sound_ == nullptr || !source.has_sound()) return true;
  while (sound_until_ < until) {
    auto block = source.next_sound();
    if (!block || !*block) {
      sound_until_ = Nanoseconds::max();
      return true;
    }
    sound_until_ = Nanoseconds{(*block)->position * 1'000'000'000 / kSampleRate} + length_of(**block);
    Sound sound{std::make_shared<const std::vector<float>>(std::move((*block)->samples)), sound_until_};
    if (!sounds_.push_until(sound, MonotonicTime::max(), stop)) return false;
  }
  return true;
}

void PanelFilm::pull(WallTime now) {
  if (!next_) next_ = pictures_.try_pop();
  if (next_ && !began_) began_ = now + kDeviceLatency - next_->position();
  // What is overdue is passed over.
  while (next_ && pictures_.size() > 0 && *began_ + next_->position() + next_->duration() < now)
    next_ = pictures_.try_pop();
  hand_on_sound(now);
}

void PanelFilm::hand_on_sound(WallTime now) {
  if (sound_ == nullptr || !began_) return;
  for (;;) {
    if (!next_sound_) next_sound_ = sounds_.try_pop();
    if (!next_sound_ || *began_ + handed_until_ > now + kHandedAhead) return;
    handed_until_ = next_sound_->position;
    SharedSamples samples = std::move(next_sound_->samples);
    next_sound_.reset();
    if (announcement_) {
      sound_->extend_announcement(*announcement_, std::move(samples));
    } else {
      announcement_ = sound_->announce(std::move(samples));
    }
  }
}

std::optional<WallTime> PanelFilm::next_change() const {
  if (!next_ || !began_) return std::nullopt;
  return *began_ + next_->position();
}

bool PanelFilm::advance(WallTime time) {
  const auto due = next_change();
  if (!due || *due > time) return false;
  current_ = std::move(*next_);
  next_.reset();
  ++revision_;
  return true;
}

bool PanelFilm::is_over(WallTime now) const {
  if (next_ || !is_decoded_ || pictures_.size() > 0) return false;
  if (!current_) return true;
  const Nanoseconds duration = current_.duration() > Nanoseconds{0} ? current_.duration() : kLastPicture;
  return now >= *began_ + current_.position() + duration;
}

}  // namespace crier
