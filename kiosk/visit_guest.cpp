// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit_guest.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <span>
#include <system_error>
#include <utility>

#include "kiosk/attract/invitation.hpp"
#include "kiosk/attract/still_zone.hpp"

namespace crier {
namespace {

constexpr std::chrono::seconds kGrace{15};       // a visit that should have ended by itself
constexpr std::chrono::seconds kMostSilence{5};  // of a process that was told something
constexpr std::chrono::minutes kMissesForgotten{10};
constexpr std::size_t kMostFaults = 64;         // remembered, so that each is logged once
constexpr std::chrono::seconds kMostPause{30};  // between attempts to start a process

// What was said is overwritten when the mixer is done with it.
SharedSamples heard_once(std::span<const float> mono) {
  auto* const stereo = new std::vector<float>();
  stereo->reserve(mono.size() * 2);
  for (const float sample : mono) stereo->insert(stereo->end(), {sample, sample});
  return {stereo, [](std::vector<float>* heard) {
            std::fill(heard->begin(), heard->end(), 0.0F);
            delete heard;
          }};
}

}  // namespace

VisitGuest::VisitGuest(std::vector<std::string> arguments, std::shared_ptr<const Run> content,
                       std::filesystem::path panels, Log& log)
    : arguments_(std::move(arguments)),
      settings_(content->options.settings.kiosk),
      content_(std::move(content)),
      panels_(std::move(panels)),
      log_(log) {
  open_keeper();
}

VisitGuest::~VisitGuest() {
  if (pictures_) pictures_->wipe();
}

// Content that can take no reports may be followed by some that can.
void VisitGuest::open_keeper() {
  const Office& office = content_->office();
  if (keeper_ || settings_.outbox.empty() || office.report_keys.empty()) return;
  keeper_ = std::make_unique<OutboxKeeper>(settings_, content_->screens.front().screen->id,
                                           office.report_keys, clock_, log_, &wake_displays);
}

void VisitGuest::follow(std::shared_ptr<const Run> content) {
  content_ = std::move(content);
  open_keeper();
  if (const auto& keys = content_->office().report_keys; keeper_ && !keys.empty()) keeper_->use_keys(keys);
}

std::unique_ptr<ScreenZone> VisitGuest::make_band(const Office& office, DisplaySize size,
                                                  std::uint64_t first_layer) const {
  return std::make_unique<StillZone>(draw_invitation(size, office.accent), invitation_area(size),
                                     first_layer);
}

GuestZones VisitGuest::furnish(DisplaySize size, std::uint64_t first_layer) {
  size_ = size;
  GuestZones zones;
  zones.band = make_band(content_->office(), size, first_layer);
  auto cover = std::make_unique<PanelZone>(first_layer + kLayersPerZone);
  zone_ = cover.get();
  zones.cover = std::move(cover);
  auto pictures = SharedPictures::create(size.width, size.height, 1);
  if (!pictures) {
    log_.error("visit", {{"reason", pictures.error().message}});
    return zones;
  }
  pictures_.emplace(std::move(*pictures));
  zone_->show(Picture::over(pictures_->pixels(0), size.width, size.height));
  if (const auto started = start_attendant(); !started)
    log_.error("visit", {{"reason", started.error().message}});
  return zones;
}

Result<VisitGuest::Attendant> VisitGuest::start_process(const SharedPictures& pictures) {
  auto ends = MessageChannel::open_pair();
  if (!ends) return tl::unexpected(ends.error());
  std::vector<std::string> arguments{"--visit", fmt::format("{}x{}", size_.width, size_.height),
                                     std::to_string(getpid()), content_->content.path().string()};
  arguments.insert(arguments.end(), arguments_.begin(), arguments_.end());
  auto child = Child::start(arguments, ends->visit.fd(), pictures.fd());
  if (!child) return tl::unexpected(child.error());
  doorbell_.watch(ends->player.fd());
  return Attendant{std::move(*child), std::move(ends->player), content_, false};
}

Result<void> VisitGuest::start_attendant() {
  auto started = start_process(*pictures_);
  if (!started) return tl::unexpected(started.error());
  attendant_.emplace(std::move(*started));
  return {};
}

// Until the new one is ready the old one stays, so that nobody who touches the screen has to wait.
void VisitGuest::keep_up_with_content() {
  if (successor_ && successor_->content != content_) successor_.reset();
  hear_successor();
  const bool is_behind = attendant_ && attendant_->content != content_;
  if (is_visiting_ || !is_behind || successor_ || now_ < next_start_) return;
  auto pictures = SharedPictures::create(size_.width, size_.height, 1);
  if (pictures) successor_pictures_.emplace(std::move(*pictures));
  auto started =
      pictures ? start_process(*successor_pictures_) : Result<Attendant>(tl::unexpected(pictures.error()));
  if (started) {
    successor_.emplace(std::move(*started));
    return;
  }
  log_.error("visit", {{"reason", started.error().message}});
  next_start_ = now_ + kMostPause;
}

void VisitGuest::hear_successor() {
  while (successor_) {
    const auto packet = successor_->channel.receive();
    if (packet && !*packet) return;
    const auto message = packet ? decode_from_visit(**packet, {0, 0, size_.width, size_.height})
                                : Result<FromVisit>(tl::unexpected(packet.error()));
    if (!message) {
      log_.error("visit", {{"not-ready", message.error().message}});
      successor_.reset();
      next_start_ = now_ + kMostPause;
    } else if (const auto* const frame = std::get_if<from_visit::Frame>(&*message)) {
      static_cast<void>(successor_->channel.send(ToVisit(to_visit::FrameTaken{frame->buffer})));
    } else if (const auto* const fault = std::get_if<from_visit::Fault>(&*message)) {
      hear_fault(fault->text);
    } else if (std::holds_alternative<from_visit::Ready>(*message)) {
      attendant_ = std::move(successor_);
      attendant_->is_ready = true;
      successor_.reset();
      zone_->show(Picture::over(successor_pictures_->pixels(0), size_.width, size_.height));
      pictures_ = std::move(successor_pictures_);
      successor_pictures_.reset();
      if (is_wanted_) begin_visit();
    }
  }
}

// Every process that gets ready says the same again; the log should not tell how many visits there were.
void VisitGuest::hear_fault(const std::string& text) {
  if (faults_.contains(text)) return;
  if (faults_.size() < kMostFaults) faults_.insert(text);
  log_.warning("visit", {{"says", text}});
}

// The visit's process lets a film end, and reads aloud for some minutes, before it asks whether somebody is
// there. It is believed once for each touch.
void VisitGuest::note_attention() {
  if (plays_film_ && is_film_wanted_) last_input_ = std::max(last_input_, now_);
  last_attention_ = std::max(last_attention_, last_input_);
}

void VisitGuest::send(const ToVisit& message) {
  if (!attendant_) return;
  const auto sent = attendant_->channel.send(message);
  if (!sent) {
    // It may have said before how it ended.
    receive();
    if (attendant_ && is_visiting_) end_visit(sent.error().message);
  } else if (*sent == SendStatus::full) {
    end_visit("it does not answer");
  }
}

void VisitGuest::begin_visit() {
  is_wanted_ = false;
  is_visiting_ = true;
  successor_.reset();  // the next one starts when this visit ends
  last_input_ = now_;
  last_attention_ = now_;
  has_input_ = false;
  last_heard_ = now_;
  if (now_ - last_miss_ > kMissesForgotten) misses_ = 0;
  send(to_visit::Begin{misses_, woken_by_pad_});
  if (!panels_.empty()) send(to_visit::Describe{});
}

// Whatever it was: nothing of it stays, and the next process gets ready.
void VisitGuest::end_visit(const std::string& how) {
  if (how != "finished" && how != "idle") log_.error("visit", {{"ended", how}});
  is_visiting_ = false;
  is_awaited_ = false;
  attendant_.reset();  // kills what still runs
  pictures_->wipe();
  std::fill(description_.begin(), description_.end(), '\0');
  description_.clear();
  stop_speech();
  stop_film();
  next_start_ = now_;
  if (!panels_.empty()) describe({R"({"panel":"attract","elements":[]})", true});
}

void VisitGuest::input(const InputEvent& event) {
  last_input_ = std::max(last_input_, now_);
  has_input_ = true;
  if (swallows_) {
    if (event.kind == InputKind::release) swallows_ = false;
    if (event.kind != InputKind::key) return;
    swallows_ = false;
  }
  if (!is_visiting_) {
    if (event.kind != InputKind::press && event.kind != InputKind::key) return;
    // The first touch only wakes.
    swallows_ = event.kind == InputKind::press;
    woken_by_pad_ = event.kind == InputKind::key;
    if (attendant_ && attendant_->is_ready) {
      begin_visit();
    } else {
      is_wanted_ = true;
    }
    return;
  }
  if (event.kind == InputKind::key) {
    send(to_visit::Key{event.key, event.key == PadKey::digit ? event.digit : 0});
  } else {
    send(to_visit::Touch{event.kind, event.x, event.y});
  }
}

bool VisitGuest::covers(MonotonicTime now) {
  now_ = now;
  if (!pictures_) return false;
  if (plays_film_ && !zone_->plays_film()) {
    plays_film_ = false;
    send(to_visit::FilmEnded{});
  }
  tell_what_was_kept();
  if (zone_->take_drawn()) send(to_visit::FrameTaken{0});
  receive();
  if (!attendant_ && now >= next_start_) {
    if (const auto started = start_attendant(); !started) {
      log_.error("visit", {{"reason", started.error().message}});
      next_start_ = now + kMostPause;
    }
  }
  keep_up_with_content();
  // Touches must not keep a picture on the screen behind which nothing listens any more.
  if (is_visiting_ && !attendant_->channel.has_unread()) last_heard_ = now;
  if (is_visiting_ && now - last_heard_ > kMostSilence) end_visit("it does not answer");
  const auto patience = std::max(settings_.reading_idle, settings_.form_idle) + settings_.countdown + kGrace;
  note_attention();
  if (is_visiting_ && now - last_attention_ > patience) end_visit("it outlived its time");
  return is_visiting_;
}

void VisitGuest::receive() {
  while (attendant_) {
    auto packet = attendant_->channel.receive();
    if (!packet) {
      // Gone: it failed, or it had said that it ends.
      const auto ending = attendant_->child.ending();
      const bool was_ready = attendant_->is_ready;
      const std::string how = ending.value_or(packet.error().message);
      if (is_visiting_) {
        end_visit(how);
      } else {
        attendant_.reset();
        failures_ = was_ready ? 0 : failures_ + 1;
        next_start_ =
            now_ + std::min<Nanoseconds>(kMostPause, std::chrono::seconds{1 << std::min(failures_, 5)});
        log_.error("visit", {{"not-ready", how}});
      }
      return;
    }
    if (!*packet) return;
    const auto message = decode_from_visit(**packet, {0, 0, size_.width, size_.height});
    if (!message) {
      end_visit(message.error().message);
      return;
    }
    take(*message);
  }
}

void VisitGuest::take(const FromVisit& message) {
  if (std::holds_alternative<from_visit::Ready>(message)) {
    attendant_->is_ready = true;
    failures_ = 0;
    if (is_wanted_) begin_visit();
  } else if (const auto* const frame = std::get_if<from_visit::Frame>(&message)) {
    if (is_visiting_) {
      zone_->renew(frame->damage);
      if (!panels_.empty()) send(to_visit::Describe{});
    } else {
      send(to_visit::FrameTaken{frame->buffer});  // nobody looks yet: it is drawn whole when it is shown
    }
  } else if (const auto* const film = std::get_if<from_visit::ShowFilm>(&message)) {
    if (!is_visiting_) return;
    zone_->play(std::make_unique<PanelFilm>(attendant_->content->office().root / film->file, sound_,
                                            attendant_->content->check),
                film->place);
    plays_film_ = true;
    is_film_wanted_ = std::exchange(has_input_, false);
  } else if (std::holds_alternative<from_visit::HideFilm>(message)) {
    stop_film();
  } else if (const auto* const begins = std::get_if<from_visit::SpeechBegins>(&message)) {
    announcement_.reset();
    speech_ = begins->speech;
  } else if (const auto* const samples = std::get_if<from_visit::SpeechSamples>(&message)) {
    take_speech(*samples);
  } else if (std::holds_alternative<from_visit::SpeechStops>(message)) {
    stop_speech();
  } else if (const auto* const ended = std::get_if<from_visit::Ended>(&message)) {
    end_visit(ended->reason == VisitEnd::finished ? "finished"
              : ended->reason == VisitEnd::idle   ? "idle"
                                                  : "fault");
  } else if (const auto* const described = std::get_if<from_visit::Described>(&message)) {
    describe(*described);
  } else if (const auto* const filed = std::get_if<from_visit::Filed>(&message)) {
    keep(*filed);
  } else if (const auto* const looked = std::get_if<from_visit::LookedUp>(&message)) {
    misses_ = looked->is_found ? 0 : std::min(misses_ + 1, kMostMisses);
    last_miss_ = now_;
  } else if (const auto* const fault = std::get_if<from_visit::Fault>(&message)) {
    hear_fault(fault->text);
  }
}

void VisitGuest::take_speech(const from_visit::SpeechSamples& samples) {
  last_attention_ = std::max(last_attention_, std::min(now_, last_input_ + kMostListening));
  if (sound_ == nullptr || samples.speech != speech_) return;
  if (announcement_) {
    sound_->extend_announcement(*announcement_, heard_once(samples.samples));
  } else {
    announcement_ = sound_->announce(heard_once(samples.samples));
  }
}

// Stored even where the visit ends before it is told: what was sent is sent.
void VisitGuest::keep(const from_visit::Filed& filed) {
  if (!is_visiting_) return;
  const auto envelope = Envelope::parse(filed.envelope);
  if (!envelope || !keeper_ || is_keeping_ || keeper_->store(*envelope) == Keeping::failed) {
    send(to_visit::Stored{to_visit::Storing::failed});
    return;
  }
  is_keeping_ = true;
  is_awaited_ = true;
}

void VisitGuest::tell_what_was_kept() {
  if (!is_keeping_) return;
  const auto outcome = keeper_->take();
  if (!outcome) return;
  is_keeping_ = false;
  // The next visit must not take it for the outcome of its own.
  if (!std::exchange(is_awaited_, false)) return;
  send(to_visit::Stored{*outcome == Keeping::stored ? to_visit::Storing::stored
                        : *outcome == Keeping::full ? to_visit::Storing::full
                                                    : to_visit::Storing::failed});
}

void VisitGuest::stop_film() {
  plays_film_ = false;
  if (zone_ != nullptr) zone_->stop_film();
}

void VisitGuest::stop_speech() {
  if (sound_ != nullptr && announcement_) sound_->stop_announcement();
  announcement_.reset();
  speech_ = 0;
}

void VisitGuest::describe(const from_visit::Described& described) {
  if (panels_.empty()) return;
  description_ += described.part;
  if (!described.is_last) return;
  const std::filesystem::path half = panels_.string() + ".part";
  std::ofstream(half) << description_ << '\n';
  std::error_code unused;
  std::filesystem::rename(half, panels_, unused);
  description_.clear();
}

}  // namespace crier
