// SPDX-License-Identifier: Apache-2.0
// What a channel's file says of captions, transitions and sound, read into the model. Every mistake is added
// to the diagnostics with its place and remedy, and the default is kept for it. One thread.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "config/toml_file.hpp"
#include "content/model/office.hpp"

namespace crier {

// The key "captions": languages shown at once, at most two; the office's first one where there is no such
// key.
std::vector<std::string> read_captions(TomlTable& table, const std::vector<std::string>& languages);

// "cut", "crossfade", "fade", or { kind = "fade", duration = "800ms", colour = "#071228" }; none where the
// key is absent or wrong.
std::optional<Transition> read_transition(TomlTable& table, std::string_view key);

// The table [sound].
SoundLook read_sound(TomlTable& table);

}  // namespace crier
