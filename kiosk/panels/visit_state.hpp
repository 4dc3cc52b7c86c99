// SPDX-License-Identifier: Apache-2.0
// VisitState: where one citizen is and what they have chosen and written, and the commands by which panels
// change it. Panels read it and draw; only `apply` changes it. The visit's thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "content/catalogue/catalogue.hpp"
#include "content/model/answer.hpp"
#include "content/model/office.hpp"
#include "kiosk/input/keyboard.hpp"
#include "kiosk/look/mode.hpp"
#include "kiosk/panels/report_draft.hpp"
#include "kiosk/semantics/speech_volume.hpp"
#include "player/scene/geometry.hpp"

namespace crier {

enum class PanelKind { home, cases, entry, search, quiz, report, status, help, service };

// One panel of the way a citizen took, home first.
struct Route {
  PanelKind panel = PanelKind::home;
  std::string subject;  // cases: category, or "refutations", or empty for the newest; entry: its key; quiz:
                        // its id, or empty for all
  int sheet = 0;        // which page of what does not fit on one
  // The sheet that has this one of what the panel lists, where they may have been cut anew; none: `sheet`.
  std::optional<int> item = std::nullopt;
};

// What of the office a subject of PanelKind::entry names.
std::string case_key(const std::string& id);
std::string notice_key(const std::string& id);
const Case* case_of(const Office& office, const std::string& key);
const Notice* notice_of(const Office& office, const std::string& key);

struct QuizState {
  std::size_t question = 0;
  std::optional<std::size_t> answer;  // chosen; none: not yet
  std::size_t right = 0;
  bool is_over = false;
};

inline constexpr std::size_t kCodeDigits = 16;

// Played in a panel, over what is drawn there.
struct PlayedFilm {
  std::string name;  // the Medium's
  Rectangle place;

  bool operator==(const PlayedFilm&) const = default;
};

// The way from a receipt to its answer.
enum class LookUpStep {
  asking,     // for the figures
  searching,  // out of this thread's hands
  missing,    // nothing opens to them, whatever the reason
  found,
};

struct LookUpState {
  LookUpStep step = LookUpStep::asking;
  std::optional<Answer> answer;
};

// The last touch in a text: another one in the same place soon after means more than the caret.
struct TouchedText {
  std::size_t offset = 0;
  int times = 0;               // 1: the caret; 2: its word; 3: all
  std::uint64_t revision = 0;  // of the field after it
  WallTime when{};
};

struct VisitState {
  Mode mode;
  SpeechVolume volume = SpeechVolume::off;  // of what is read aloud
  std::vector<Route> trail{Route{}};
  QuizState quiz;
  TextField query{Lines::single, 40};
  SecretText sought;  // what `hits` were found by
  std::vector<Hit> hits;
  ReportDraft report;
  int reports_filed = 0;
  TextField code{Lines::single, kCodeDigits};
  LookUpState look_up;
  bool writes = false;        // the keyboard is up
  Stroke stroke;              // being written on the pad, from the pad's corner
  StrokePoint finger;         // where it was last
  StrokePoint pressed;        // where it came down
  std::size_t field_top = 0;  // of the field's TextField::shown().text, on its first visible line
  TouchedText touched;
  std::optional<int> seconds_left;  // of the countdown to the visit's end; none: nobody is asked
  std::optional<PlayedFilm> film;
  bool is_over = false;

  const Route& page() const { return trail.back(); }
};

namespace command {
struct Open {
  Route page;
};
struct Back {};
struct Home {};
struct Finish {};
struct Stay {};  // the answer to "are you still there?"
// Where the citizen is, told before whatever they press: sheets are cut where they are drawn.
struct Shown {
  int sheet = 0;
  std::optional<int> item = std::nullopt;  // the first one on it
};
// The caret left what is seen of the field.
struct ScrollText {
  std::size_t top = 0;  // as VisitState::field_top
};
struct Turn {
  int sheets = 1;
};
struct Choose {  // a language
  Language language;
};
struct Enlarge {};     // toggles large type
struct Contrast {};    // toggles high contrast
struct LowerReach {};  // toggles
struct ReadAloud {};   // off, on, louder, off
struct Answer {        // of the quiz's question
  std::size_t option = 0;
};
struct NextQuestion {};
struct PlayFilm {
  PlayedFilm film;
};
struct StopFilm {};
struct BeginQuiz {
  std::string quiz;  // its id
};
struct Category {  // of the report
  std::string key;
};
struct Subtype {
  std::string key;  // empty: none of them
};
struct Advice {  // the answer to its question; yes shows the numbers
  bool is_urgent = false;
};
struct GoOn {};  // to the report's next step
struct PlaceKindIs {
  PlaceKind kind = PlaceKind::address;
};
struct KeepPlace {};
struct DropPlace {
  std::size_t index = 0;
};
struct ContactIs {
  ContactField field = ContactField::name;
};
struct Send {};
struct KeepReceipt {};  // it is noted, or nobody wants to prove it
struct LookUp {};       // the answer to a receipt
struct Write {};        // raises the keyboard for the panel's field
struct StopWriting {};
struct PressKey {  // of the keyboard
  std::string id;
};
struct TypeDigit {  // on a pad's own keys; raises the keyboard
  int digit = 0;
};
struct WriteStroke {
  Stroke stroke;
};
// Sets the caret; at once again in the same place it selects the word, and then everything.
struct TouchText {
  std::size_t offset = 0;                          // of TextField::shown().text
  std::optional<std::size_t> from = std::nullopt;  // the finger was drawn from there: selects
};
}  // namespace command

using Command =
    std::variant<command::Shown, command::ScrollText, command::Subtype, command::Advice, command::GoOn,
                 command::PlaceKindIs, command::KeepPlace, command::DropPlace, command::ContactIs,
                 command::Send, command::KeepReceipt, command::LookUp, command::Open, command::Back,
                 command::Home, command::Finish, command::Stay, command::Turn, command::Choose,
                 command::Enlarge, command::Contrast, command::LowerReach, command::ReadAloud,
                 command::Answer, command::NextQuestion, command::PlayFilm, command::StopFilm,
                 command::BeginQuiz, command::Category, command::Write, command::StopWriting,
                 command::PressKey, command::TypeDigit, command::WriteStroke, command::TouchText>;

// The field that the panel on top writes to; null: none.
TextField* field_of(VisitState& state);
FieldKind field_kind_of(const VisitState& state);

// What a visit is made of besides its state; outlives the call.
struct VisitTools {
  const Office& office;
  Catalogue* catalogue = nullptr;  // null: nothing is found
  Keyboard& keyboard;
  WallTime now;
};

void apply(const Command& command, VisitState& state, const VisitTools& tools);

// Overwrites everything that was written and forgets the rest.
void wipe(VisitState& state, Keyboard& keyboard);

}  // namespace crier
