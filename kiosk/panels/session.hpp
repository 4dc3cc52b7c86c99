// SPDX-License-Identifier: Apache-2.0
// Session: one citizen before the panels: touches and keys go in one at a time, frames come out. Knows
// nothing of processes, players and ends of visits. The visit's thread only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "kiosk/panels/panels.hpp"
#include "kiosk/semantics/focus.hpp"
#include "player/display/input_event.hpp"

namespace crier {

class Session {
 public:
  // All of them outlive the session.
  Session(const Office& office, Glass& glass, const Translator& translator, const Metrics& metrics,
          const Clock& clock, Keyboard& keyboard);

  // What can be searched from now on; outlives the session. Null: nothing is found.
  void equip(Catalogue* catalogue) { catalogue_ = catalogue; }
  void set_takes_reports(bool takes_reports) { takes_reports_ = takes_reports; }
  void set_service(std::vector<ServiceLine> lines) { service_ = std::move(lines); }

  // Pixels of the canvas; press, moves, release. False where it says nothing yet: while it is asked whether
  // somebody is still there only the release counts.
  bool touch(InputKind kind, int x, int y);
  void key(PadKey key, int digit);

  // The countdown to the visit's end; none: nobody is asked.
  void ask(std::optional<int> seconds_left);

  // The film that was played is through.
  void end_film();

  void obey(const std::vector<Command>& commands);

  // What became of the report that was to be sent (ReportStep::sending): stored for good, or not.
  void give_receipt(Receipt receipt, std::size_t asked_group);
  void fail_report(ReportTrouble trouble);

  // What a receipt opened (LookUpStep::searching); none: nothing.
  void give_answer(std::optional<Answer> answer);

  // Something may differ from the frame that was drawn last.
  bool is_dirty() const { return is_dirty_; }

  // Draws into `pixels`: BGRA, rows `stride` bytes apart. The part that differs; none: nothing does.
  std::optional<Rectangle> draw(std::uint8_t* pixels, int stride);

  // Goes through the panel without drawing it: the registry then says what the last touch or key led to.
  void review();

  const VisitState& state() const { return state_; }
  const Registry& registry() const { return registry_; }

  // Nothing more can be written.
  bool is_field_full();

  // What was written since the last call: the keys and candidates that were pressed, and how much was
  // selected.
  std::vector<Element> take_written() { return std::exchange(written_, {}); }
  // Where a key moved the focus to since then; none: nowhere.
  std::optional<std::string> take_focused() { return std::exchange(focused_, std::nullopt); }
  // Where it fell in the last frame, because its element is gone from the panel; none: nowhere.
  std::optional<std::string> take_fallen() { return std::exchange(fallen_, std::nullopt); }

  // Overwrites everything that was written.
  void wipe();

 private:
  Theme theme() const { return make_theme(state_.mode, office_.accent); }
  bool writes_on_pad(InputKind kind, int x, int y);
  std::vector<Command> go_through();
  void look();
  void note_written(const std::string& id, const std::string& label);
  void note_selection();

  const Office& office_;
  Glass& glass_;
  const Translator& translator_;
  const Metrics& metrics_;
  const Clock& clock_;
  Keyboard& keyboard_;
  Catalogue* catalogue_ = nullptr;
  bool takes_reports_ = true;
  std::vector<ServiceLine> service_;
  VisitState state_;
  Registry registry_;
  Focus focus_;
  Pointer pointer_;
  std::string pressed_by_key_;
  std::optional<StrokePoint> pad_;  // its corner, while a stroke is written
  bool holds_text_ = false;         // the finger came down in a field, and may select there
  std::vector<Element> written_;
  std::optional<std::string> focused_;
  std::optional<std::string> fallen_;
  bool is_dirty_ = true;
};

}  // namespace crier
