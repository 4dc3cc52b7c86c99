// SPDX-License-Identifier: Apache-2.0
// Outbox: what a kiosk owes its office, sealed, on a disk that tells a thief nothing. A fixed number of slots
// always hold an envelope each; a report takes the place of a dummy and looks like one. Which slots hold
// reports only the running process knows, of those that it wrote itself: after a restart nobody does, and
// nothing that may be a report is overwritten before the office has signed for it. DESIGN.md says why.
//
// Blocks for the disk; one thread. One process has a folder at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "config/folder_lock.hpp"
#include "config/result.hpp"
#include "content/model/report_keys.hpp"
#include "content/outbox/cell.hpp"
#include "content/outbox/slot_file.hpp"
#include "content/sealing/acknowledgement.hpp"

namespace crier {

inline constexpr SlotNumber kReserveShare = 64;  // of all slots, where nothing else is said

struct OutboxOptions {
  SlotNumber slots = 4'096;  // when the outbox is made; afterwards it stays as it is
  SlotNumber reserve =
      0;  // slots that are dummies for certain, for restarts without a network; 0: slots / kReserveShare
  std::string vfs;  // one of SQLite's, for tests; empty: the usual
};

// For the service panel: nothing in it depends on whether anybody reported.
struct OutboxStatus {
  SlotNumber slots = 0;
  SlotNumber reserve = 0;
  SlotNumber unsent = 0;  // that wait for their upload, dummies among them
  KeyId key{};            // that seals
  std::string damage;     // what was found wrong when it was opened, and mended; empty: nothing
};

class Outbox {
 public:
  // `keys`: the office's, the newest first, at least one. Makes the outbox where there is none. A damaged one
  // is set aside as "outbox.damaged" and replaced, with every slot that is whole taken over.
  static Result<Outbox> open(const std::filesystem::path& folder, std::span<const ReportKeys> keys,
                             const OutboxOptions& options = {});

  // On success the report is on the disk for good and was read back: only then may a receipt be shown. It is
  // sealed to one of keys(), and to the first where nobody changed them during the visit. Fails with code
  // `limit` where no slot can be given: nothing stored is ever lost for it.
  Result<void> store(const Envelope& report);

  // The next envelope to be sent, a report or a dummy; none where all were. It stays the next one until
  // `sent`.
  Result<std::optional<Envelope>> next_upload();
  void sent(const EnvelopeId& id);
  // Everything that was sent and never acknowledged is to be sent again.
  void send_again();

  // Frees what the office signed for; the rewriting is left to `tidy`. The number of slots freed; fails where
  // no key of the office signed it.
  Result<std::size_t> acknowledge(Bytes signed_by_office);

  // A little of the work that can wait: freed slots get fresh dummies. True where there is more to do.
  Result<bool> tidy();

  // Rewrites one dummy, chosen by chance: to be called from time to time by day and night, so that a write
  // tells nothing. A report that was stored meanwhile stands for one call.
  Result<void> cover();

  // The office published new keys; dummies are sealed to them from now on, and those that are here are
  // replaced.
  void use_keys(std::span<const ReportKeys> keys);
  const std::vector<ReportKeys>& keys() const { return keys_; }

  OutboxStatus status() const;

 private:
  enum class Sending { none, waiting, sent };
  struct Slot {
    Standing standing = Standing::owed;
    bool is_known_dummy = false;  // this process sealed it so
    Sending sending = Sending::none;
    bool is_recent = false;  // written by this process: sent before what was found at the start
    EnvelopeId id{};
  };

  Outbox(FolderLock lock, std::filesystem::path folder, std::span<const ReportKeys> keys,
         const OutboxOptions& options);
  Result<void> load();
  Result<void> make(const std::filesystem::path& file, const std::vector<Cell>& kept, SlotNumber count);
  Result<void> repair(const std::string& damage);
  Result<void> read_slots();
  SlotNumber reserve_wanted() const;
  std::vector<SlotNumber> known_dummies() const;
  SlotNumber reserve_count() const;
  Result<void> draw_from_reserve();
  Result<void> put_dummies(const std::vector<SlotNumber>& numbers, Standing standing, Sending sending);
  Result<void> put_report(SlotNumber number, const Envelope& report);
  Result<std::optional<SlotNumber>> choose_dummy();
  template <class Action>
  auto mending(Action action) -> decltype(action());
  Result<void> store_once(const Envelope& report);
  Result<std::optional<Envelope>> read_next();
  Result<bool> tidy_once();
  Result<void> cover_once();
  void note(SlotNumber number, const Slot& slot);
  void note_what_is_there(SlotNumber number, const Cell& cell);

  FolderLock lock_;
  std::filesystem::path folder_;
  std::vector<ReportKeys> keys_;
  OutboxOptions options_;
  std::optional<SlotFile> file_;
  std::vector<Slot> slots_;
  std::map<EnvelopeId, SlotNumber> by_id_;
  std::set<SlotNumber> to_rewrite_;  // dummies for certain that are to be replaced
  std::optional<SlotNumber> next_;   // chosen by next_upload
  std::size_t covered_ = 0;          // reports that stand for a call of cover()
  std::string damage_;
};

}  // namespace crier
