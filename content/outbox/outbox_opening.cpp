// SPDX-License-Identifier: Apache-2.0
// How an outbox is made, opened, and mended where it was damaged.
#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>

#include <algorithm>
#include <utility>

#include "config/atomic_file.hpp"
#include "config/text_file.hpp"
#include "content/outbox/outbox.hpp"
#include "content/outbox/picking.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr const char* kFile = "outbox.db";
constexpr const char* kNewFile = "outbox.new";
constexpr const char* kDamagedFile = "outbox.damaged";
constexpr const char* kJournal = "-journal";
constexpr std::size_t kMostFileBytes = std::size_t{2} << 30;

std::filesystem::path beside(const std::filesystem::path& file, const char* ending) {
  std::filesystem::path name = file;
  return name += ending;
}

}  // namespace

Outbox::Outbox(FolderLock lock, std::filesystem::path folder, std::span<const ReportKeys> keys,
               const OutboxOptions& options)
    : lock_(std::move(lock)),
      folder_(std::move(folder)),
      keys_(keys.begin(), keys.end()),
      options_(options) {}

Result<Outbox> Outbox::open(const std::filesystem::path& folder, std::span<const ReportKeys> keys,
                            const OutboxOptions& options) {
  if (keys.empty())
    return fail(ErrorCode::invalid_argument,
                "the office has published no key for reports; make one with crier keys");
  if (options.slots < kReserveShare)
    return fail(ErrorCode::invalid_argument, fmt::format("an outbox has at least {} slots", kReserveShare));
  auto lock = FolderLock::take(folder);
  if (!lock) return tl::unexpected(lock.error());
  Outbox outbox(*std::move(lock), folder, keys, options);
  if (const auto loaded = outbox.load(); !loaded) return fail(loaded.error(), "opening the outbox");
  outbox.use_keys(keys);
  return outbox;
}

Result<void> Outbox::load() {
  auto ready = read_slots();
  if (ready) ready = draw_from_reserve();
  if (ready || ready.error().code != ErrorCode::format) return ready;
  const std::string damage = ready.error().message;
  if (auto repaired = repair(damage); !repaired) return repaired;
  return draw_from_reserve();
}

Result<void> Outbox::read_slots() {
  auto file = SlotFile::open(folder_ / kFile, options_.vfs);
  if (!file) return tl::unexpected(file.error());
  file_.emplace(*std::move(file));
  auto count = file_->count();
  if (!count) return tl::unexpected(count.error());
  if (*count == 0) return make(folder_ / kFile, {}, options_.slots);
  slots_.assign(*count, Slot());
  by_id_.clear();
  for (SlotNumber number = 0; number < *count; ++number) {
    const auto bytes = file_->read(number);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto cell = decode_cell(*bytes);
    if (!cell) return fail(ErrorCode::format, fmt::format("slot {} is damaged", number));
    const bool is_owed = cell->standing == Standing::owed;
    note(number,
         {cell->standing, !is_owed, is_owed ? Sending::waiting : Sending::none, false, cell->envelope.id()});
    if (!is_owed && cell->envelope.key_id() != keys_.front().id) to_rewrite_.insert(number);
  }
  return {};
}

// Fills a new file: what was kept at slots chosen by chance, and dummies that this process knows.
Result<void> Outbox::make(const std::filesystem::path& file, const std::vector<Cell>& kept,
                          SlotNumber count) {
  auto slot_file = SlotFile::open(file, options_.vfs);
  if (!slot_file) return tl::unexpected(slot_file.error());
  slots_.assign(count, Slot());
  by_id_.clear();
  to_rewrite_.clear();
  next_.reset();
  std::vector<SlotNumber> order(count);
  for (SlotNumber number = 0; number < count; ++number) order[number] = number;
  order = pick_some(std::move(order), count);
  const SlotNumber reserve = reserve_wanted();
  std::vector<std::vector<std::uint8_t>> cells(count);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i < kept.size()) {
      cells[order[i]] = encode_cell(kept[i]);
      note(order[i], {Standing::owed, false, Sending::waiting, false, kept[i].envelope.id()});
      continue;
    }
    auto dummy = seal_dummy(keys_.front());
    if (!dummy) return tl::unexpected(dummy.error());
    const Standing standing = order.size() - i <= reserve ? Standing::reserve : Standing::owed;
    note(order[i], {standing, true, Sending::none, false, dummy->id()});
    cells[order[i]] = encode_cell({standing, *std::move(dummy)});
  }
  if (auto filled = slot_file->fill(cells); !filled) return filled;
  file_.emplace(*std::move(slot_file));
  return {};
}

// Nothing is removed before what is whole lies in the new file, and one rename changes the two over: a power
// cut leaves either the damaged file, to be mended again, or the new one.
Result<void> Outbox::repair(const std::string& damage) {
  file_.reset();
  const auto bytes = read_text(folder_ / kFile, kMostFileBytes);
  if (!bytes) return fail(ErrorCode::io, "the damaged outbox cannot be read; check the disk");
  std::vector<Cell> kept;
  for (Cell& cell : find_cells(as_bytes(*bytes)))
    if (cell.standing == Standing::owed) kept.push_back(std::move(cell));
  const auto rescued = static_cast<SlotNumber>(kept.size());
  std::error_code error;
  for (const char* const name : {kNewFile, kDamagedFile}) {
    std::filesystem::remove(folder_ / name, error);
    std::filesystem::remove(beside(folder_ / name, kJournal), error);
  }
  const SlotNumber count = std::max(options_.slots, rescued + rescued / kReserveShare + 1);
  if (auto made = make(folder_ / kNewFile, kept, count); !made) return made;
  file_.reset();
  std::filesystem::remove(beside(folder_ / kNewFile, kJournal), error);
  std::filesystem::rename(beside(folder_ / kFile, kJournal), beside(folder_ / kDamagedFile, kJournal), error);
  if (auto synced = sync_folder(folder_); !synced) return synced;
  if (::renameat2(AT_FDCWD, (folder_ / kNewFile).c_str(), AT_FDCWD, (folder_ / kFile).c_str(),
                  RENAME_EXCHANGE) != 0)
    return fail(ErrorCode::io,
                "the damaged outbox cannot be set aside; check that its folder may be written");
  std::filesystem::rename(folder_ / kNewFile, folder_ / kDamagedFile, error);
  if (auto synced = sync_folder(folder_); !synced) return synced;
  damage_ = fmt::format("{}; {} slots that may hold reports were taken over", damage, rescued);
  auto file = SlotFile::open(folder_ / kFile, options_.vfs);
  if (!file) return tl::unexpected(file.error());
  file_.emplace(*std::move(file));
  return {};
}

}  // namespace crier
