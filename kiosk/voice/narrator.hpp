// SPDX-License-Identifier: Apache-2.0
// Narrator: what is said when: a panel as it opens, what changes on it, what the focus comes to, what was
// written. Hands out the sound no faster than it is heard, so that it falls silent at once. The visit's
// thread only; nothing here waits.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "config/clock.hpp"
#include "kiosk/semantics/registry.hpp"
#include "kiosk/semantics/speech_volume.hpp"
#include "kiosk/voice/prompts.hpp"
#include "kiosk/voice/speaker.hpp"

namespace crier {

class Narrator {
 public:
  explicit Narrator(Audience audience);
  ~Narrator();

  void set_language(SpokenLanguage language) { language_ = language; }

  // Switched on it says so and reads the panel; switched off it says so and is quiet.
  void set_volume(SpeechVolume volume, const Registry& registry);
  SpeechVolume volume() const { return volume_; }

  // After each redraw. `page`: what the citizen would call another page; a panel is read whole when it opens,
  // and afterwards what is new on it, unless `only_pages`.
  void observe(const Registry& registry, const std::string& page, bool only_pages);

  // The focus came to an element.
  void focus(const Registry& registry, const std::string& id);

  // A key or a candidate was pressed.
  void wrote(const Element& pressed);

  void say(Prompt prompt);

  // The next input: whatever is being said is over. True where something was.
  bool hush();

  // What is to be sent on now, at most a second ahead of what is heard; already as loud as it should be.
  std::optional<SpokenChunk> next(MonotonicTime now);

  // When `next` should be asked again though ready_fd() is silent; none where nothing is said.
  std::optional<MonotonicTime> next_change() const;

  // For poll(2): readable when there is sound to be asked for; -1 where nothing was said yet.
  int ready_fd() const;

 private:
  void say(Utterances utterances);

  const Audience audience_;
  SpokenLanguage language_ = SpokenLanguage::mandarin;
  SpeechVolume volume_ = SpeechVolume::off;
  std::string page_;
  std::map<std::string, std::string> seen_;  // what each element of the page said
  std::unique_ptr<Speaker> speaker_;         // from the first word on
  bool is_speaking_ = false;
  MonotonicTime heard_until_;  // the end of what was handed out
  std::optional<SpokenChunk> held_;
};

}  // namespace crier
