// SPDX-License-Identifier: Apache-2.0
// Narrator: what is said when: a panel as it opens, what changes on it, what the focus comes to, what was
// written. Hands out the sound no faster than it is heard, so that it falls silent at once. The visit's
// thread only; nothing here waits.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "config/clock.hpp"
#include "kiosk/semantics/registry.hpp"
#include "kiosk/semantics/speech_volume.hpp"
#include "kiosk/voice/prompts.hpp"
#include "kiosk/voice/speaker.hpp"

namespace crier {

// What is told of a panel that stays.
enum class Telling {
  changes,   // whatever is new on it
  messages,  // while somebody writes: statuses, and what the focus is on
};

// By what the citizen works the kiosk.
enum class Control { touch, pad };

class Narrator {
 public:
  // `program`: the voice.
  explicit Narrator(Audience audience, std::string program = "espeak-ng");
  ~Narrator();

  void set_language(SpokenLanguage language) { language_ = language; }

  // Switched on it says so, welcomes on the first panel, explains the keys there and to whoever uses them,
  // and reads the panel; switched off it says so and is quiet.
  void set_volume(SpeechVolume volume, const Registry& registry, Control control);
  SpeechVolume volume() const { return volume_; }

  // After each redraw. `page`: what the citizen would call another page; a panel is read whole when it opens.
  // What is new on it afterwards waits for what is being said, and is told again after an interruption where
  // it is a status. The question whether somebody is still there interrupts everything; after it the page is
  // not read again.
  void observe(const Registry& registry, const std::string& page, Telling telling, MonotonicTime now);

  // The focus came to an element.
  void focus(const Registry& registry, const std::string& id);

  // It lost its element and came to another one: said after what is being said.
  void focus_fell(const Registry& registry, const std::string& id);

  // A key or a candidate was pressed.
  void wrote(const Element& pressed);

  // The panel, as when it opened.
  void repeat(const Registry& registry);

  void say(Prompt prompt);
  // Once what is being said is over.
  void say_after(Prompt prompt);

  // The next input: whatever is being said is over. True where something was, or may still be heard.
  bool hush(MonotonicTime now);

  // What is to be sent on now, at most a second ahead of what is heard; already as loud as it should be.
  std::optional<SpokenChunk> next(MonotonicTime now);

  // When `next` should be asked again though ready_fd() is silent; none where nothing is said.
  std::optional<MonotonicTime> next_change() const;

  // The end of what was handed out, as far as it is known; long ago where nothing was.
  MonotonicTime heard_until() const { return heard_until_; }

  // For poll(2): readable when there is sound to be asked for; -1 where nothing was said yet.
  int ready_fd() const;

 private:
  void say(Utterances utterances);
  void say_later(Utterances utterances);
  void forget_what_is_gone(const Registry& registry);
  Utterances read(const Registry& registry) const;
  void explain_privacy(bool is_withheld, Utterances& said) const;
  bool is_heard(MonotonicTime now) const { return is_speaking_ || now < heard_until_; }

  const Audience audience_;
  const std::string program_;
  SpokenLanguage language_ = SpokenLanguage::mandarin;
  SpeechVolume volume_ = SpeechVolume::off;
  std::string page_;
  std::string focused_;
  std::map<std::string, std::string> seen_;  // what each element of the page said
  std::set<std::string> unheard_;            // statuses that are new, and not yet handed out whole
  std::string telling_;                      // the element that is being handed out
  bool is_asked_ = false;                    // whether somebody is still there
  bool has_welcomed_ = false;
  bool has_explained_keys_ = false;
  bool has_explained_privacy_ = false;
  std::unique_ptr<Speaker> speaker_;  // from the first word on
  Utterances later_;                  // when what is being said is over
  bool is_speaking_ = false;
  MonotonicTime heard_until_;  // the end of what was handed out
  std::optional<SpokenChunk> held_;
};

}  // namespace crier
