// SPDX-License-Identifier: Apache-2.0
// read_office: a full workspace, from its office.toml on. Internal to content/workspace; blocks on the disk.
#pragma once

#include <filesystem>
#include <optional>

#include "content/workspace/workspace.hpp"

namespace crier {

inline constexpr Nanoseconds kPictureDuration = std::chrono::seconds{10};

// How long one play of a medium lasts: its own length, shortened to `wanted`; a picture lasts as long as
// wanted, else kPictureDuration. Zero where it cannot be played.
Nanoseconds item_duration(const Medium& medium, std::optional<Nanoseconds> wanted);

Workspace read_office(const std::filesystem::path& root);

}  // namespace crier
