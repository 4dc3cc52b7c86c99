// SPDX-License-Identifier: Apache-2.0
// Metadata written: the office's side of metadata.hpp. What is signed is written in canonical JSON, so that
// any tool that verifies it sees the bytes that were signed. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "content/repository/metadata.hpp"

namespace crier {

// The signed part, by version, expiry and content; `canonical` and `signatures` are not looked at. Keys are
// Ed25519.
std::string signed_text(const RootMetadata& root);
std::string signed_text(const TimestampMetadata& timestamp);
std::string signed_text(const SnapshotMetadata& snapshot);
std::string signed_text(const TargetsMetadata& targets);

// The file: a signed part with signatures over it. Control characters stand in it escaped.
std::string metadata_text(std::string_view signed_part, const std::vector<MetadataSignature>& signatures);

// What another file says of one with these bytes.
MetadataFile announce(std::int64_t version, Bytes bytes);

// "2026-11-29T08:30:00Z".
std::string metadata_time(std::chrono::sys_seconds time);

}  // namespace crier
