// SPDX-License-Identifier: Apache-2.0
// VisitGuest: the player's side of the kiosk: asks passers-by to touch the screen, keeps a process ready for
// the next visit, lets it have the screen while a visit goes on, and takes the screen back when it ends,
// however it ends. When the content changes, a process that has read the new one takes the place of the one
// that waits; a visit goes on with its own. Main thread only, but for make_band.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "config/log.hpp"
#include "config/settings.hpp"
#include "kiosk/attract/panel_zone.hpp"
#include "kiosk/doorbell.hpp"
#include "kiosk/outbox_keeper.hpp"
#include "kiosk/visit/channel.hpp"
#include "kiosk/visit/child.hpp"
#include "kiosk/visit/shared_pictures.hpp"
#include "player/live_guest.hpp"
#include "player/run.hpp"

namespace crier {

class VisitGuest final : public LiveGuest {
 public:
  // `arguments`: the program's own, which the visit's process reads again. `panels`: where
  // each panel is described, for tests; empty: nowhere. `content` is what the screen plays at
  // first. `log` outlives it.
  VisitGuest(std::vector<std::string> arguments, std::shared_ptr<const Run> content,
             std::filesystem::path panels, Log& log);
  ~VisitGuest() override;

  GuestZones furnish(DisplaySize size, std::uint64_t first_layer) override;
  std::unique_ptr<ScreenZone> make_band(const Office& office, DisplaySize size,
                                        std::uint64_t first_layer) const override;
  void follow(std::shared_ptr<const Run> content) override;
  void connect_sound(SoundOutput* sound) override { sound_ = sound; }
  void input(const InputEvent& event) override;
  bool covers(MonotonicTime now) override;

 private:
  // One process: waiting for its visit, or in it.
  struct Attendant {
    Child child;
    MessageChannel channel;
    std::shared_ptr<const Run> content;  // what it reads: kept in place until it has ended
    bool is_ready = false;
  };
  void open_keeper();
  Result<Attendant> start_process(const SharedPictures& pictures);
  Result<void> start_attendant();
  void keep_up_with_content();
  void hear_successor();
  void hear_fault(const std::string& text);
  void note_attention();
  void begin_visit();
  void end_visit(const std::string& how);
  void send(const ToVisit& message);
  void receive();
  void take(const FromVisit& message);
  void take_speech(const from_visit::SpeechSamples& samples);
  void stop_speech();
  void stop_film();
  void keep(const from_visit::Filed& filed);
  void tell_what_was_kept();
  void describe(const from_visit::Described& described);

  const std::vector<std::string> arguments_;
  const KioskSettings settings_;
  std::shared_ptr<const Run> content_;  // what the screen plays
  const std::filesystem::path panels_;
  const SystemClock clock_;
  Log& log_;
  SoundOutput* sound_ = nullptr;
  DisplaySize size_;
  PanelZone* zone_ = nullptr;  // the stage's
  std::optional<SharedPictures> pictures_;
  std::optional<Attendant> attendant_;
  // Of newer content, until it is ready to take the other one's place; with a picture of its own.
  std::optional<SharedPictures> successor_pictures_;
  std::optional<Attendant> successor_;
  bool is_visiting_ = false;
  bool is_wanted_ = false;  // somebody touched the screen before the process was ready
  bool woken_by_pad_ = false;
  bool swallows_ = false;  // the touch that woke the screen is still down
  bool plays_film_ = false;
  bool has_input_ = false;       // since the last film began
  bool is_film_wanted_ = false;  // somebody touched something before it began
  bool is_keeping_ = false;      // a report is on its way to the disk
  bool is_awaited_ = false;      // by the visit that filed it
  int misses_ = 0;               // receipts in a row that opened nothing
  MonotonicTime last_miss_;
  MonotonicTime now_;
  MonotonicTime last_input_;
  MonotonicTime last_attention_;  // input, or a film or speech that is attended to
  std::set<std::string> faults_;  // that were logged
  MonotonicTime last_heard_;      // when the visit's process had read all that it was told
  MonotonicTime next_start_;      // of a process, after one that failed
  int failures_ = 0;
  std::uint64_t speech_ = 0;
  std::optional<std::uint64_t> announcement_;  // by which it is heard
  std::string description_;
  Doorbell doorbell_;
  std::unique_ptr<OutboxKeeper> keeper_;  // null: no reports are taken here
};

}  // namespace crier
