// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit_process.hpp"

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
#include "kiosk/glass/dissolve.hpp"
#include "kiosk/glass/glass.hpp"
#include "kiosk/input/handwriting_engine.hpp"
#include "kiosk/input/pinyin_engine.hpp"
#include "kiosk/panels/session.hpp"
#include "kiosk/technician.hpp"
#include "kiosk/visit/channel.hpp"
#include "kiosk/visit/child.hpp"
#include "kiosk/visit/seclusion.hpp"
#include "kiosk/visit/shared_pictures.hpp"
#include "kiosk/visit/visit_clock.hpp"
#include "kiosk/visit_errands.hpp"
#include "kiosk/visit_page.hpp"
#include "kiosk/voice/narrator.hpp"
#include "player/run.hpp"

namespace crier {
namespace {

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

  // Something does not work, or is not as safe as it should be: for the log and the technician.
  void fault(const std::string& text) {
    faults_.push_back(text);
    tell(from_visit::Fault{text.substr(0, kMostFaultText)});
  }

  Result<void> prepare();
  int serve();

 private:
  KeyboardEngines open_engines();
  void tell(const FromVisit& message);
  int mistakes() const {
    return static_cast<int>(
        std::ranges::count(workspace_.diagnostics, Severity::error, &Diagnostic::severity));
  }
  bool listen();
  void take(const ToVisit& message);
  void touch(const to_visit::Touch& touch);
  void key(const to_visit::Key& key);
  void note_pad();
  void note_activity();
  void note_attention();
  void look_for_technician();
  void hush();
  void refresh();
  Rectangle draw();
  const VisitState& state() const { return session_->state(); }
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
  std::vector<std::string> faults_;
  std::optional<Catalogue> catalogue_;
  std::unique_ptr<Glass> glass_;
  Keyboard keyboard_{KeyboardEngines{}};
  std::optional<Session> session_;
  std::optional<VisitErrands> errands_;
  std::optional<VisitClock> visit_;  // none before it begins
  std::deque<ToVisit> inbox_;        // touches and keys, one a frame
  Dissolve dissolve_;
  std::string drawn_page_;  // by page_name(); empty: none
  Narrator narrator_;
  std::optional<PlayedFilm> film_;  // that the player was told to play
  MonotonicTime film_until_;        // its end
  std::uint64_t speech_ = 0;        // the last that the player was told of
  std::optional<Packet> waiting_;   // sound that the player has not yet room for
  bool is_frame_out_ = false;       // the player still looks at the picture
  bool has_used_pad_ = false;
  bool is_over_ = false;
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
  session_.emplace(workspace_.office, *glass_, translator_, metrics_, clock_, keyboard_);
  session_->set_takes_reports(!options_.settings.kiosk.outbox.empty());
  errands_.emplace(
      workspace_.office, *session_, clock_, options_.settings.screen,
      [this](const FromVisit& message) { tell(message); }, [this](const std::string& text) { fault(text); });
  refresh();
  tell(from_visit::Ready{});
  keyboard_ = Keyboard(open_engines());
  if (auto catalogue = Catalogue::build(workspace_.office)) {
    catalogue_.emplace(std::move(*catalogue));
    session_->equip(&*catalogue_);
  } else {
    fault("no search: " + catalogue.error().message);
  }
  return {};
}

void VisitProcess::tell(const FromVisit& message) {
  if (!channel_.send(message)) is_over_ = true;  // the player is gone
}

int VisitProcess::patience() const {
  if (session_->is_dirty() && !is_frame_out_) return 0;
  if (!visit_) return -1;
  auto next = visit_->next_change(now());
  if (!next) return 0;
  if (const auto sound = narrator_.next_change(); sound && !waiting_) next = std::min(*next, *sound);
  if (dissolve_.is_running() && !is_frame_out_) next = std::min(*next, dissolve_.next_step());
  if (const auto errand = errands_->next_change()) next = std::min(*next, *errand);
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
    const auto& begin = std::get<to_visit::Begin>(message);
    errands_->begin(static_cast<unsigned>(begin.misses));
    if (begin.by_pad) note_pad();
  } else if (const auto* const finger = std::get_if<to_visit::Touch>(&message)) {
    touch(*finger);
  } else if (const auto* const pad = std::get_if<to_visit::Key>(&message)) {
    key(*pad);
  } else if (std::holds_alternative<to_visit::Describe>(message)) {
    describe();
  } else if (std::holds_alternative<to_visit::FilmEnded>(message)) {
    session_->end_film();
    film_.reset();
    if (visit_) visit_->activity(now());
  } else if (const auto* const stored = std::get_if<to_visit::Stored>(&message)) {
    if (errands_->take_stored(stored->outcome) && visit_) visit_->activity(now());
  } else if (std::holds_alternative<to_visit::End>(message)) {
    end(VisitEnd::finished);
  }
}

void VisitProcess::touch(const to_visit::Touch& touch) {
  if (touch.kind == InputKind::press) hush();
  if (session_->touch(touch.kind, touch.x, touch.y)) note_activity();
}

void VisitProcess::key(const to_visit::Key& key) {
  hush();
  note_pad();
  if (key.key == PadKey::digit && !state().writes) narrator_.repeat(session_->registry());
  session_->key(key.key, key.digit);
  note_activity();
}

// Whoever uses the pad may not see the switch.
void VisitProcess::note_pad() {
  if (!std::exchange(has_used_pad_, true) && state().volume == SpeechVolume::off)
    session_->obey({command::ReadAloud{}});
}

void VisitProcess::note_activity() {
  if (visit_) visit_->activity(now());
  const auto written = session_->take_written();
  for (const Element& pressed : written) narrator_.wrote(pressed);
  if (!written.empty() && session_->is_field_full()) narrator_.say_after(Prompt::limit_reached);
  if (const auto focused = session_->take_focused()) narrator_.focus(session_->registry(), *focused);
  if (state().is_over) end(VisitEnd::finished);
}

// What is watched, read aloud or has just been found needs no touch to be attended to.
void VisitProcess::note_attention() {
  visit_->set_pastime(pastime_of(state()), now());
  if (film_ && state().film == film_) visit_->watches(now(), film_until_);
  visit_->listens(now(), narrator_.heard_until());
}

void VisitProcess::look_for_technician() {
  const PanelKind panel = state().page().panel;
  const bool asks = panel == PanelKind::home || panel == PanelKind::service;
  session_->set_service(asks && technician_is_here(options_.settings.kiosk)
                            ? service_lines(options_.settings, workspace_.office, mistakes(), faults_)
                            : std::vector<ServiceLine>());
}

void VisitProcess::refresh() {
  if (is_frame_out_ || is_over_) return;
  Rectangle damage;
  if (session_->is_dirty()) {
    damage = draw();
  } else if (dissolve_.is_running() && dissolve_.next_step() <= now()) {
    damage = dissolve_.step(pictures_.pixels(0), pictures_.stride(), now());
  }
  if (damage.empty()) return;
  is_frame_out_ = true;
  tell(from_visit::Frame{damage, 0});
}

// The panel as it is now; another one takes the place of the last one step by step. Returns what changed.
Rectangle VisitProcess::draw() {
  look_for_technician();
  std::uint8_t* const pixels = pictures_.pixels(0);
  const int stride = pictures_.stride();
  std::string page = page_name(state());
  const bool turns = visit_ && !drawn_page_.empty() && page != drawn_page_;
  drawn_page_ = std::move(page);
  Rectangle damage = turns ? dissolve_.leave(pixels, stride, metrics_.width, metrics_.height)
                           : dissolve_.settle(pixels, stride);
  if (const auto drawn = session_->draw(pixels, stride)) damage = bounding_box(damage, *drawn);
  if (turns && !damage.empty()) dissolve_.enter(pixels, stride, damage, now());
  if (visit_) narrate();
  show_film();
  return damage;
}

void VisitProcess::narrate() {
  const bool is_english = state().mode.language == Language::english;
  narrator_.set_language(is_english ? SpokenLanguage::english : SpokenLanguage::mandarin);
  narrator_.set_volume(state().volume, session_->registry(), has_used_pad_ ? Control::pad : Control::touch);
  narrator_.observe(session_->registry(), page_name(state()),
                    state().writes ? Telling::messages : Telling::changes, now());
  if (const auto fallen = session_->take_fallen()) narrator_.focus_fell(session_->registry(), *fallen);
}

void VisitProcess::show_film() {
  if (state().film == film_) return;
  film_ = state().film;
  if (film_) {
    hush();
    tell(from_visit::ShowFilm{film_->name, film_->place});
    const auto& media = workspace_.office.media;
    const auto medium = std::ranges::find(media, film_->name, &Medium::name);
    film_until_ = now() + (medium == media.end() ? Nanoseconds{0} : medium->duration);
  } else {
    tell(from_visit::HideFilm{});
  }
}

void VisitProcess::hush() {
  if (!narrator_.hush(now()) && !waiting_) return;
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
  const std::string json = session_->registry().to_json();
  for (std::size_t begin = 0; begin < json.size(); begin += kMostDescriptionPart) {
    const std::string part = json.substr(begin, kMostDescriptionPart);
    tell(from_visit::Described{part, begin + part.size() >= json.size()});
  }
}

void VisitProcess::end(VisitEnd reason) {
  if (is_over_) return;
  is_over_ = true;
  session_->wipe();
  static_cast<void>(channel_.send(FromVisit(from_visit::Ended{reason})));
}

int VisitProcess::serve() {
  while (!is_over_) {
    const short wanted = waiting_ ? POLLIN | POLLOUT : POLLIN;
    const auto errands = errands_->ready_fds();
    std::array<pollfd, 5> waits{pollfd{channel_.fd(), wanted, 0}, pollfd{narrator_.ready_fd(), POLLIN, 0},
                                pollfd{errands[0], POLLIN, 0}, pollfd{errands[1], POLLIN, 0},
                                pollfd{errands[2], POLLIN, 0}};
    const int most = inbox_.empty() ? patience() : 0;
    if (poll(waits.data(), waits.size(), most) < 0) continue;
    if ((waits[0].revents & ~POLLOUT) != 0 && !listen()) return 0;
    send_speech();
    if (errands_->finish() && visit_) visit_->watches(now(), now());
    // A touch or a release is looked at before the next one; what only moves is not worth a frame.
    while (!inbox_.empty() && !is_over_) {
      const ToVisit message = std::move(inbox_.front());
      inbox_.pop_front();
      if (std::holds_alternative<to_visit::FrameTaken>(message)) {
        is_frame_out_ = false;
      } else {
        take(message);
      }
    }
    if (is_over_) break;
    if (visit_) {
      note_attention();
      if (const auto ended = visit_->end(now())) {
        end(*ended);
        break;
      }
      session_->ask(visit_->seconds_left(now()));
    }
    errands_->start();
    refresh();
  }
  return 0;
}

}  // namespace

int run_visit(const PlayerOptions& options, DisplaySize size, int parent) {
  // What drivers would keep on the disk stays in memory.
  setenv("MESA_SHADER_CACHE_DISABLE", "true", 1);
  constexpr std::array<int, 2> kKept{kChildChannel, kChildPictures};
  const auto secluded = seclude(kKept, parent);
  if (!secluded) return complain(secluded.error());
  auto channel = MessageChannel::adopt(kChildChannel);
  if (!channel) return complain(channel.error());
  auto pictures = SharedPictures::adopt(kChildPictures, size.width, size.height, 1);
  if (!pictures) return complain(pictures.error());
  VisitProcess process(options, size, std::move(*channel), std::move(*pictures));
  for (const std::string& gap : *secluded) process.fault(gap);
  if (const auto prepared = process.prepare(); !prepared) return complain(prepared.error());
  return process.serve();
}

}  // namespace crier
