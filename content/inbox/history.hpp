// SPDX-License-Identifier: Apache-2.0
// History: every action at the inbox, in a chain: each entry's hash (BLAKE2b, RFC 7693) covers the entry and
// the hash before it, and the last one is kept a second time with a MAC by the inbox's key. Whoever edits,
// adds or removes an entry breaks the chain; whoever computes the chain anew lacks the key for its end.
// Blocks for the disk; one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/inbox/field_key.hpp"
#include "content/inbox/inbox_file.hpp"

namespace crier {

using HistoryHash = std::array<std::uint8_t, 32>;

struct HistoryEntry {
  std::int64_t number = 0;  // from 1, without a gap
  std::int64_t report = 0;  // 0: of the inbox as a whole
  std::int64_t at = 0;      // seconds since 1970
  std::string who;
  std::string action;  // "received", "accepted", "contact" ...
  std::string state;  // status, outcome and category after it: "accepted//fraud"; empty where it changes none
  std::vector<std::uint8_t>
      detail;  // sealed by the report's key, so that purging a report makes it unreadable
  HistoryHash hash{};
};

// What is wrong with a chain, and where.
struct HistoryFault {
  std::int64_t number = 0;
  std::string what;  // a full clause
};

class History {
 public:
  // The file outlives it, and has the schema.
  explicit History(InboxFile& file) : file_(file) {}

  // In a transaction of the caller's, which ends with one call of sign(). Overwrites number and hash.
  Result<void> append(HistoryEntry entry);
  Result<void> sign(const FieldKey& key);

  // Looks through the newest `most` entries, and at the chain's end; with a key also at who signed that.
  // None: all is as it was written.
  Result<std::optional<HistoryFault>> check(std::size_t most, const FieldKey* key);

  Result<std::optional<HistoryEntry>> last();

  // The entries of one report, the oldest first.
  Result<std::vector<HistoryEntry>> of(std::int64_t report);

 private:
  Result<std::optional<HistoryFault>> check_end(const FieldKey* key);

  InboxFile& file_;
};

}  // namespace crier
