// SPDX-License-Identifier: Apache-2.0
#include "content/workspace/channel_look.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "config/time_text.hpp"
#include "content/model/toml_words.hpp"

namespace crier {
namespace {

constexpr std::size_t kMostCaptions = 2;
constexpr Nanoseconds kCrossfade = std::chrono::milliseconds{500};
constexpr Nanoseconds kFade = std::chrono::milliseconds{800};
constexpr Nanoseconds kLongestTransition = std::chrono::seconds{5};

const std::vector<std::string>& transition_words() {
  static const std::vector<std::string> words = {"cut", "crossfade", "fade"};
  return words;
}

Transition transition_of(const std::string& word) {
  Transition transition;
  if (word == "crossfade") return {TransitionKind::crossfade, kCrossfade, {}};
  if (word == "fade") return {TransitionKind::fade_through, kFade, {}};
  return transition;
}

std::optional<Transition> read_transition_table(TomlTable& table) {
  if (!table.has("kind")) {
    table.complain("kind", "the transition has no kind", "write kind = \"crossfade\", \"fade\" or \"cut\"");
    return std::nullopt;
  }
  const auto kind = table.word("kind", transition_words());
  if (!kind) return std::nullopt;
  Transition transition = transition_of(*kind);
  if (transition.kind == TransitionKind::cut) {
    table.refuse("duration", "a cut takes no time", "take the duration away, or write kind = \"crossfade\"");
  } else if (const auto duration = table.duration("duration")) {
    if (*duration > Nanoseconds{0} && *duration <= kLongestTransition) {
      transition.duration = *duration;
    } else {
      table.complain("duration", fmt::format("a transition cannot take {}", format_duration(*duration)),
                     "give a time above 0s, at most 5s");
    }
  }
  if (transition.kind == TransitionKind::fade_through) {
    transition.colour = read_colour(table, "colour").value_or(transition.colour);
  } else {
    table.refuse("colour", fmt::format("a {} passes through no colour", *kind),
                 "take the colour away, or write kind = \"fade\"");
  }
  table.reject_unknown_keys();
  return transition;
}

// A time of day in minutes, none where there is no such key or it is none.
std::optional<int> read_time_of_day(TomlTable& table, std::string_view key) {
  if (!table.has(key))
    table.complain(key, fmt::format("this rule has no {}", key), fmt::format("write {} = \"22:00\"", key));
  const auto text = table.string(key);
  if (!text) return std::nullopt;
  const auto time = parse_time_of_day(*text);
  if (time) return static_cast<int>(time->count());
  table.complain(key, fmt::format("\"{}\" is \"{}\", which is not a time of day", key, *text),
                 "write it like \"06:30\", from \"00:00\" to \"24:00\"");
  return std::nullopt;
}

std::optional<VolumeRule> read_volume_rule(TomlTable& table) {
  const auto from = read_time_of_day(table, "from");
  const auto to = read_time_of_day(table, "to");
  if (!table.has("level"))
    table.complain("level", "this rule has no level", "write level = 0.3, from 0 to 1");
  const auto level = table.number("level", 0, 1);
  table.reject_unknown_keys();
  if (!from || !to || !level) return std::nullopt;
  if (*from == *to) {
    table.complain("to", "this rule never holds", "write from = \"00:00\", to = \"24:00\" for the whole day");
    return std::nullopt;
  }
  return VolumeRule{*from, *to, *level};
}

}  // namespace

std::vector<std::string> read_captions(TomlTable& table, const std::vector<std::string>& languages) {
  if (!table.has("captions")) return {languages.front()};
  std::vector<std::string> captions = read_languages_of(table, "captions", languages);
  if (captions.size() > kMostCaptions) {
    table.complain("captions",
                   fmt::format("{} languages at once leave no room for the film", captions.size()),
                   "name one or two");
    captions.resize(kMostCaptions);
  }
  return captions;
}

std::optional<Transition> read_transition(TomlTable& table, std::string_view key) {
  if (table.holds_table(key)) {
    auto inner = table.table(key);
    return read_transition_table(*inner);
  }
  const auto word = table.word(key, transition_words());
  if (!word) return std::nullopt;
  return transition_of(*word);
}

SoundLook read_sound(TomlTable& table) {
  SoundLook sound;
  auto inner = table.table("sound");
  if (!inner) return sound;
  sound.muted = inner->boolean("muted").value_or(sound.muted);
  sound.level = inner->number("level", 0, 1).value_or(sound.level);
  for (TomlTable& rule : inner->tables("volume")) {
    if (const auto read = read_volume_rule(rule)) sound.rules.push_back(*read);
  }
  inner->reject_unknown_keys();
  return sound;
}

}  // namespace crier
