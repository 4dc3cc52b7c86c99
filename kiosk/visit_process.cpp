// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit_process.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>
#include <memory>
#include <string_view>
#include <utility>

#include "config/clock.hpp"
#include "content/catalogue/catalogue.hpp"
#include "content/workspace/workspace.hpp"
#include "kiosk/glass/glass.hpp"
#include "kiosk/input/handwriting_engine.hpp"
#include "kiosk/input/pinyin_engine.hpp"
#include "kiosk/panels/panels.hpp"
#include "kiosk/semantics/focus.hpp"
#include "kiosk/technician.hpp"
#include "kiosk/visit/channel.hpp"
#include "kiosk/visit/child.hpp"
#include "kiosk/visit/seclusion.hpp"
#include "kiosk/visit/shared_pictures.hpp"
#include "kiosk/visit/visit_clock.hpp"
#include "kiosk/voice/narrator.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostStrokePoints = 2000;

Pastime pastime_of(const VisitState& state) {
  const PanelKind panel = state.page().panel;
  const bool is_form = state.writes || panel == PanelKind::report || panel == PanelKind::status;
  return is_form ? Pastime::writing : Pastime::reading;
}

class VisitProcess {
 public:
  VisitProcess(const PlayerOptions& options, DisplaySize size, MessageChannel channel,
               SharedPictures pictures)
      : options_(options),
        channel_(std::move(channel)),
        pictures_(std::move(pictures)),
        metrics_(Metrics::of(size.width, size.height, options.settings.kiosk.millimetres_per_pixel)),
        translator_(Translator::usual_folder()),
        narrator_(options.settings.kiosk.private_speech ? Audience::headset : Audience::everybody) {}

  Result<void> prepare();
  int serve();

 private:
  KeyboardEngines open_engines();
  void tell(const FromVisit& message);
  void fault(const std::string& text) {
    faults_.push_back(text);
    tell(from_visit::Fault{text.substr(0, kMostFaultText)});
  }
  int mistakes() const {
    return static_cast<int>(
        std::ranges::count(workspace_.diagnostics, Severity::error, &Diagnostic::severity));
  }
  bool listen();
  void take(const ToVisit& message);
  void touch(const to_visit::Touch& touch);
  bool write_on_pad(const to_visit::Touch& touch);
  void key(const to_visit::Key& key);
  void look(bool is_shown);
  void hush();
  void obey(const std::vector<Command>& commands);
  void refresh();
  Theme theme() const { return make_theme(state_.mode, workspace_.office.accent); }
  void narrate();
  void show_film();
  void send_speech();
  void describe();
  void end(VisitEnd reason);
  MonotonicTime now() const { return clock_.monotonic(); }
  int patience() const;

  const PlayerOptions& options_;
  MessageChannel channel_;
  SharedPictures pictures_;
  const Metrics metrics_;
  const Translator translator_;
  const SystemClock clock_;
  Workspace workspace_;
  std::vector<std::string> faults_;  // of what was prepared
  std::optional<Catalogue> catalogue_;
  std::unique_ptr<Glass> glass_;
  std::unique_ptr<Keyboard> keyboard_;
  VisitState state_;
  Registry registry_;
  Focus focus_;
  std::optional<VisitClock> visit_;  // none before it begins
  std::deque<ToVisit> inbox_;        // touches and keys, one a frame
  Pointer pointer_;
  std::string pressed_by_key_;
  Narrator narrator_;
  std::optional<PlayedFilm> film_;  // that the player was told to play
  std::uint64_t speech_ = 0;        // the last that the player was told of
  std::optional<Packet> waiting_;   // sound that the player has not yet room for
  bool is_frame_out_ = false;       // the player still looks at the picture
  bool is_dirty_ = true;
  bool has_used_pad_ = false;
  bool is_over_ = false;
  std::optional<StrokePoint> pad_;  // its corner, while a stroke is written
};

KeyboardEngines VisitProcess::open_engines() {
  KeyboardEngines engines;
  if (auto pinyin = PinyinEngine::open()) {
    if (!(*pinyin)->shortfall().empty()) fault((*pinyin)->shortfall());
    engines.pinyin = std::move(*pinyin);
  } else {
    fault("no pinyin: " + pinyin.error().message);
  }
  if (auto handwriting = HandwritingEngine::open()) {
    engines.handwriting = std::move(*handwriting);
  } else {
    fault("no handwriting: " + handwriting.error().message);
  }
  return engines;
}

Result<void> VisitProcess::prepare() {
  auto workspace = load_workspace(options_.settings.content);
  if (!workspace) return tl::unexpected(workspace.error());
  workspace_ = std::move(*workspace);
  auto glass = Glass::open(metrics_.width, metrics_.height);
  if (!glass) return tl::unexpected(glass.error());
  glass_ = std::move(*glass);
  // The home panel is ready before what writing and searching need.
  keyboard_ = std::make_unique<Keyboard>(KeyboardEngines{});
  refresh();
  tell(from_visit::Ready{});
  keyboard_ = std::make_unique<Keyboard>(open_engines());
  if (auto catalogue = Catalogue::build(workspace_.office)) {
    catalogue_.emplace(std::move(*catalogue));
  } else {
    fault("no search: " + catalogue.error().message);
  }
  return {};
}

void VisitProcess::tell(const FromVisit& message) {
  if (!channel_.send(message)) is_over_ = true;  // the player is gone
}

int VisitProcess::patience() const {
  if (is_dirty_ && !is_frame_out_) return 0;
  if (!visit_) return -1;
  auto next = visit_->next_change(now());
  if (!next) return 0;
  if (const auto sound = narrator_.next_change(); sound && !waiting_) next = std::min(*next, *sound);
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(wait, 0, 60'000));
}

// False where the player is gone.
bool VisitProcess::listen() {
  for (;;) {
    auto packet = channel_.receive();
    if (!packet) return packet.error().code == ErrorCode::limit;
    if (!*packet) return true;
    if (auto message = decode_to_visit(**packet)) inbox_.push_back(std::move(*message));
  }
}

void VisitProcess::take(const ToVisit& message) {
  if (std::holds_alternative<to_visit::Begin>(message)) {
    VisitTimes times;
    const KioskSettings& kiosk = options_.settings.kiosk;
    times.reading = kiosk.reading_idle;
    times.writing = kiosk.form_idle;
    times.receipt = kiosk.reading_idle;
    times.countdown = kiosk.countdown;
    visit_.emplace(times, now());
  } else if (const auto* const finger = std::get_if<to_visit::Touch>(&message)) {
    touch(*finger);
  } else if (const auto* const pad = std::get_if<to_visit::Key>(&message)) {
    key(*pad);
  } else if (std::holds_alternative<to_visit::Describe>(message)) {
    describe();
  } else if (std::holds_alternative<to_visit::FilmEnded>(message)) {
    state_.film.reset();
    film_.reset();
    is_dirty_ = true;
    if (visit_) visit_->activity(now());
  } else if (std::holds_alternative<to_visit::End>(message)) {
    end(VisitEnd::finished);
  }
}

// A finger on the pad writes; true where it was for the pad.
bool VisitProcess::write_on_pad(const to_visit::Touch& touch) {
  const PlacedKey* const key = state_.writes && keyboard_->mode() == KeyboardMode::handwriting
                                   ? keyboard_->placed().find("key.pad")
                                   : nullptr;
  if (touch.kind == InputKind::press) {
    const Rectangle room = keyboard_room(metrics_, theme());
    if (key == nullptr || state_.seconds_left || !key->face.contains(touch.x - room.x, touch.y - room.y))
      return false;
    pad_ = StrokePoint{static_cast<float>(room.x + key->face.x), static_cast<float>(room.y + key->face.y)};
  }
  if (!pad_) return false;
  if (state_.stroke.size() < kMostStrokePoints)
    state_.stroke.push_back({static_cast<float>(touch.x) - pad_->x, static_cast<float>(touch.y) - pad_->y});
  if (touch.kind == InputKind::release) {
    obey({command::WriteStroke{std::exchange(state_.stroke, {})}});
    pad_.reset();
  }
  is_dirty_ = true;
  return true;
}

void VisitProcess::touch(const to_visit::Touch& touch) {
  if (visit_) visit_->activity(now());
  if (touch.kind == InputKind::press) hush();
  if (state_.seconds_left) is_dirty_ = true;
  focus_.hide();
  if (write_on_pad(touch)) return;
  pointer_.x = touch.x;
  pointer_.y = touch.y;
  state_.finger = {static_cast<float>(touch.x), static_cast<float>(touch.y)};
  if (touch.kind == InputKind::move) return;
  pointer_.is_down = touch.kind == InputKind::press;
  look(false);
  if (touch.kind == InputKind::release) pointer_ = {};
  is_dirty_ = true;
}

void VisitProcess::key(const to_visit::Key& key) {
  if (visit_) visit_->activity(now());
  is_dirty_ = true;
  hush();
  // Whoever uses the pad may not see the switch.
  if (!std::exchange(has_used_pad_, true) && state_.loudness == Loudness::off) obey({command::ReadAloud{}});
  const FocusOutcome outcome = focus_.key(key.key, key.digit, registry_);
  switch (outcome.act) {
    case FocusAct::press:
      pressed_by_key_ = outcome.id;
      look(false);
      pressed_by_key_.clear();
      break;
    case FocusAct::back:
      obey({command::Back{}});
      break;
    case FocusAct::erase:
      if (state_.writes) obey({command::PressKey{"key.backspace"}});
      break;
    case FocusAct::digit:
      if (state_.writes) obey({command::TypeDigit{outcome.digit}});
      break;
    case FocusAct::moved:
      narrator_.focus(registry_, outcome.id);
      break;
    case FocusAct::nothing:
      break;
  }
}

// Goes through the panel once, for what was pressed; drawn into the picture where it is to be shown.
void VisitProcess::look(bool is_shown) {
  const Theme theme = this->theme();
  keyboard_->set_area(keyboard_area(metrics_, theme));
  const bool asks_technician =
      state_.page().panel == PanelKind::home || state_.page().panel == PanelKind::service;
  const PanelFacts facts{workspace_.office, *keyboard_, clock_.wall(),
                         asks_technician && technician_is_here(options_.settings.kiosk)
                             ? service_lines(options_.settings, workspace_.office, mistakes(), faults_)
                             : std::vector<ServiceLine>()};
  const Focused focused{focus_.is_visible() ? focus_.id() : "", pressed_by_key_};
  Ui ui(*glass_, registry_, translator_, metrics_, theme, state_.mode, focused);
  glass_->begin(pointer_);
  const auto commands = draw_panel(ui, state_, facts);
  if (!is_shown) {
    glass_->skip();
    obey(commands);
    return;
  }
  const auto damage = glass_->end(pictures_.pixels(0), pictures_.stride());
  is_dirty_ = (focus_.follow(registry_) && focus_.is_visible()) || glass_->is_incomplete();
  if (visit_) narrate();
  show_film();
  if (!damage) return;
  is_frame_out_ = true;
  tell(from_visit::Frame{*damage, 0});
}

void VisitProcess::obey(const std::vector<Command>& commands) {
  const VisitTools tools{workspace_.office, catalogue_ ? &*catalogue_ : nullptr, *keyboard_, clock_.wall()};
  for (const Command& one : commands) {
    if (const auto* const press = std::get_if<command::PressKey>(&one)) {
      if (const Element* const pressed = registry_.find(press->id)) narrator_.wrote(*pressed);
    }
    apply(one, state_, tools);
  }
  if (visit_) visit_->set_pastime(pastime_of(state_), now());
  if (state_.is_over) end(VisitEnd::finished);
}

void VisitProcess::refresh() {
  if (is_dirty_ && !is_frame_out_ && !is_over_) look(true);
}

// What makes a panel another one for who only hears it.
std::string page_name(const VisitState& state) {
  const Page& page = state.page();
  return fmt::format("{} {} {} {} {} {} {}", state.trail.size(), static_cast<int>(page.panel), page.subject,
                     page.sheet, state.quiz.question, state.report_category, state.seconds_left.has_value());
}

void VisitProcess::narrate() {
  const bool is_english = state_.mode.language == Language::english;
  narrator_.set_language(is_english ? SpokenLanguage::english : SpokenLanguage::mandarin);
  narrator_.set_loudness(state_.loudness, registry_);
  narrator_.observe(registry_, page_name(state_), state_.writes || state_.seconds_left.has_value());
}

void VisitProcess::show_film() {
  if (state_.seconds_left) state_.film.reset();
  if (state_.film == film_) return;
  film_ = state_.film;
  if (film_) {
    hush();
    tell(from_visit::ShowFilm{film_->name, film_->place});
  } else {
    tell(from_visit::HideFilm{});
  }
}

void VisitProcess::hush() {
  if (!narrator_.hush() && !waiting_) return;
  waiting_.reset();
  tell(from_visit::SpeechStops{});
}

void VisitProcess::send_speech() {
  while (!is_over_) {
    if (!waiting_) {
      auto chunk = narrator_.next(now());
      if (!chunk) return;
      if (chunk->speech != speech_) tell(from_visit::SpeechBegins{speech_ = chunk->speech});
      if (chunk->samples.empty()) continue;
      waiting_ = encode(
          FromVisit(from_visit::SpeechSamples{chunk->speech, std::move(chunk->samples), chunk->is_last}));
    }
    const auto sent = channel_.send(*waiting_);
    if (!sent) is_over_ = true;
    if (!sent || *sent == SendStatus::full) return;
    waiting_.reset();
  }
}

void VisitProcess::describe() {
  const std::string json = registry_.to_json();
  for (std::size_t begin = 0; begin < json.size(); begin += kMostDescriptionPart) {
    const std::string part = json.substr(begin, kMostDescriptionPart);
    tell(from_visit::Described{part, begin + part.size() >= json.size()});
  }
}

void VisitProcess::end(VisitEnd reason) {
  if (is_over_) return;
  is_over_ = true;
  wipe(state_, *keyboard_);
  glass_->type().wipe();
  static_cast<void>(channel_.send(FromVisit(from_visit::Ended{reason})));
}

int VisitProcess::serve() {
  while (!is_over_) {
    const short wanted = waiting_ ? POLLIN | POLLOUT : POLLIN;
    std::array<pollfd, 2> waits{pollfd{channel_.fd(), wanted, 0}, pollfd{narrator_.ready_fd(), POLLIN, 0}};
    const int most = inbox_.empty() ? patience() : 0;
    if (poll(waits.data(), waits.size(), most) < 0) continue;
    if ((waits[0].revents & ~POLLOUT) != 0 && !listen()) return 0;
    send_speech();
    // A touch or a release is looked at before the next one; what only moves is not worth a frame.
    while (!inbox_.empty() && !is_over_) {
      const ToVisit message = std::move(inbox_.front());
      if (std::holds_alternative<to_visit::FrameTaken>(message)) {
        inbox_.pop_front();
        is_frame_out_ = false;
        continue;
      }
      inbox_.pop_front();
      take(message);
    }
    if (is_over_) break;
    if (visit_) {
      if (const auto ended = visit_->end(now())) {
        end(*ended);
        break;
      }
      const auto left = visit_->seconds_left(now());
      if (left != state_.seconds_left) {
        state_.seconds_left = left;
        is_dirty_ = true;
      }
    }
    refresh();
  }
  return 0;
}

int complain_of_visit(const Error& error) {
  fmt::print(stderr, "crier-kiosk: {}\n", error.message);
  return 1;
}

}  // namespace

int run_visit(const PlayerOptions& options, DisplaySize size, int parent) {
  // What drivers would keep on the disk stays in memory.
  setenv("MESA_SHADER_CACHE_DISABLE", "true", 1);
  constexpr std::array<int, 2> kKept{kChildChannel, kChildPictures};
  const auto secluded = seclude(kKept, parent);
  if (!secluded) return complain_of_visit(secluded.error());
  auto channel = MessageChannel::adopt(kChildChannel);
  if (!channel) return complain_of_visit(channel.error());
  auto pictures = SharedPictures::adopt(kChildPictures, size.width, size.height, 1);
  if (!pictures) return complain_of_visit(pictures.error());
  VisitProcess process(options, size, std::move(*channel), std::move(*pictures));
  if (const auto prepared = process.prepare(); !prepared) return complain_of_visit(prepared.error());
  return process.serve();
}

}  // namespace crier
