// SPDX-License-Identifier: Apache-2.0
// AlertElement: one XML element of an alert file, asked for its parts; what is wrong with them becomes
// diagnostics with their lines. Internal to content/alerts, the only header that knows pugixml; one thread.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/clock.hpp"
#include "config/diagnostic.hpp"

namespace crier {

inline constexpr std::size_t kMostTextBytes = 16 * 1024;
// Of one message; the rest is not looked at.
inline constexpr std::size_t kMostInfos = 64;
inline constexpr std::size_t kMostAreas = 512;
inline constexpr std::size_t kMostReferences = 256;

// What the elements of one file share. Outlives them.
struct AlertDocument {
  std::string_view text;  // UTF-8, as it was parsed
  std::string name;       // of the file, for diagnostics
  std::string prefix;     // of the alert's namespace, with its colon: "cap:"; usually empty
  Diagnostics& diagnostics;

  void complain(int line, std::string what, std::string remedy) const;
};

class AlertElement {
 public:
  AlertElement(const AlertDocument& source, pugi::xml_node node) : source_(&source), node_(node) {}

  int line() const;
  void complain(std::string what, std::string remedy) const;

  // The parts of that name, at most `most`: more are a mistake.
  std::vector<AlertElement> all(const char* name, std::size_t most) const;
  // The only part of that name; a second one is a mistake, since nobody could say which counts.
  std::optional<AlertElement> one(const char* name) const;

  // All of its own text, trimmed.
  std::string text() const;
  // The text of the only part of that name; empty where there is none.
  std::string text(const char* name) const;
  // The same, and a mistake where it is empty.
  std::string required_text(const char* name) const;
  // The same, as it should flow on a screen.
  std::string flowing_text(const char* name) const;

  // The meaning of the only part of that name, whose text must be one of `words`.
  template <class Meaning>
  using Words = std::initializer_list<std::pair<std::string_view, Meaning>>;
  template <class Meaning>
  Meaning required_word(const char* name, Words<Meaning> words) const {
    const std::string written = required_text(name);
    std::string known;
    for (const auto& [word, meaning] : words) {
      if (written == word) return meaning;
      known += (known.empty() ? "" : ", ") + std::string(word);
    }
    if (!written.empty()) complain_of_word(name, written, known);
    return words.begin()->second;
  }

  // 3.3.2 of CAP: 2026-11-24T08:30:00+08:00, with a numeric offset and no fraction.
  std::optional<WallTime> time(const char* name) const;

 private:
  void complain_of_word(const char* name, const std::string& written, const std::string& known) const;

  const AlertDocument* source_;
  pugi::xml_node node_;
};

// As AlertElement::time wants it.
std::optional<WallTime> cap_time(std::string_view text);

// Whether a written time is in a year from 1900 to 2199, which WallTime can hold.
bool is_of_our_time(std::string_view text);

}  // namespace crier
