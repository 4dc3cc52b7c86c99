// SPDX-License-Identifier: Apache-2.0
#include "content/outbox/outbox.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "config/text_file.hpp"
#include "content/sealing/randomness.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr const char* kFile = "outbox.db";
constexpr const char* kNewFile = "outbox.new";
constexpr const char* kDamagedFile = "outbox.damaged";
constexpr const char* kJournal = "-journal";
constexpr SlotNumber kReserveShare = 64;  // of all slots
constexpr SlotNumber kDrawShare = 8;      // of the reserve, at a start
constexpr std::size_t kTidiedAtOnce = 8;  // slots in one transaction
constexpr std::size_t kMostFileBytes = std::size_t{2} << 30;

// One of them, each as likely.
SlotNumber pick(const std::vector<SlotNumber>& numbers) {
  return numbers[random_below(static_cast<std::uint32_t>(numbers.size()))];
}

// `count` of them, in no order; Fisher and Yates.
std::vector<SlotNumber> pick_some(std::vector<SlotNumber> numbers, std::size_t count) {
  count = std::min(count, numbers.size());
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t rest = numbers.size() - i;
    std::swap(numbers[i], numbers[i + random_below(static_cast<std::uint32_t>(rest))]);
  }
  numbers.resize(count);
  return numbers;
}

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
  if (const auto drawn = outbox.draw_from_reserve(); !drawn) return fail(drawn.error(), "opening the outbox");
  outbox.use_keys(keys);
  return outbox;
}

Result<void> Outbox::load() {
  auto read = read_slots();
  if (!read && read.error().code == ErrorCode::format) {
    const std::string damage = read.error().message;
    if (auto repaired = repair(damage); !repaired) return repaired;
    return {};
  }
  return read;
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

void Outbox::note(SlotNumber number, const Slot& slot) {
  by_id_.erase(slots_[number].id);
  slots_[number] = slot;
  by_id_[slot.id] = number;
}

SlotNumber Outbox::reserve_wanted() const {
  const auto count = static_cast<SlotNumber>(slots_.size());
  return options_.reserve > 0 ? std::min(options_.reserve, count - 1) : count / kReserveShare;
}

SlotNumber Outbox::reserve_count() const {
  return static_cast<SlotNumber>(std::count_if(
      slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.standing == Standing::reserve; }));
}

// Fills a new file: what was kept at slots chosen by chance, and dummies that this process knows.
Result<void> Outbox::make(const std::filesystem::path& file, const std::vector<Cell>& kept,
                          SlotNumber count) {
  auto slot_file = SlotFile::open(file, options_.vfs);
  if (!slot_file) return tl::unexpected(slot_file.error());
  slots_.assign(count, Slot());
  by_id_.clear();
  to_rewrite_.clear();
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

std::vector<SlotNumber> Outbox::known_dummies() const {
  std::vector<SlotNumber> numbers;
  for (SlotNumber number = 0; number < slots_.size(); ++number) {
    if (slots_[number].standing == Standing::owed && slots_[number].is_known_dummy) numbers.push_back(number);
  }
  return numbers;
}

Result<void> Outbox::put_dummies(const std::vector<SlotNumber>& numbers, Standing standing, Sending sending) {
  std::vector<SlotWrite> writes;
  std::vector<EnvelopeId> ids;
  for (const SlotNumber number : numbers) {
    auto dummy = seal_dummy(keys_.front());
    if (!dummy) return tl::unexpected(dummy.error());
    ids.push_back(dummy->id());
    writes.push_back({number, encode_cell({standing, *std::move(dummy)})});
  }
  if (auto written = file_->write(writes); !written) return written;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    note(numbers[i], {standing, true, sending, sending == Sending::waiting, ids[i]});
    to_rewrite_.erase(numbers[i]);
  }
  return {};
}

// Where this process knows of no dummy among what is owed, a part of the reserve becomes such.
Result<void> Outbox::draw_from_reserve() {
  if (!known_dummies().empty()) return {};
  std::vector<SlotNumber> reserve;
  for (SlotNumber number = 0; number < slots_.size(); ++number)
    if (slots_[number].standing == Standing::reserve) reserve.push_back(number);
  const std::size_t count = (reserve.size() + kDrawShare - 1) / kDrawShare;
  for (const SlotNumber number : pick_some(std::move(reserve), count)) {
    if (auto put = put_dummies({number}, Standing::owed, Sending::none); !put) return put;
  }
  return {};
}

// A dummy by chance, of which the disk still says that it is the one this process put there; none: there is
// none.
Result<std::optional<SlotNumber>> Outbox::choose_dummy() {
  for (std::vector<SlotNumber> dummies = known_dummies(); !dummies.empty(); dummies = known_dummies()) {
    const SlotNumber number = pick(dummies);
    const auto bytes = file_->read(number);
    if (!bytes) return tl::unexpected(bytes.error());
    const auto cell = decode_cell(*bytes);
    if (!cell) return fail(ErrorCode::format, fmt::format("slot {} is damaged", number));
    if (cell->envelope.id() == slots_[number].id) return std::optional(number);
    note(number, {cell->standing, false, Sending::waiting, false, cell->envelope.id()});
  }
  return std::optional<SlotNumber>();
}

Result<void> Outbox::put_report(SlotNumber number, const Envelope& report) {
  // From here on nobody knows what is in it, whatever comes of the write.
  slots_[number].is_known_dummy = false;
  to_rewrite_.erase(number);
  if (auto written = file_->write({{number, encode_cell({Standing::owed, report})}}); !written)
    return written;
  note(number, {Standing::owed, false, Sending::waiting, true, report.id()});
  ++covered_;
  return {};
}

Result<void> Outbox::store(const Envelope& report) {
  if (report.key_id() != keys_.front().id)
    return fail(ErrorCode::invalid_argument, "the report is sealed to another key than the office's newest");
  if (by_id_.contains(report.id())) return {};
  auto stored = store_once(report);
  if (stored || stored.error().code != ErrorCode::format) return stored;
  // The file was damaged while it was in use: it is mended, and the report stored in the new one.
  if (auto repaired = repair(stored.error().message); !repaired) return repaired;
  return store_once(report);
}

Result<void> Outbox::store_once(const Envelope& report) {
  if (auto drawn = draw_from_reserve(); !drawn) return drawn;
  const auto number = choose_dummy();
  if (!number) return tl::unexpected(number.error());
  if (!*number)
    return fail(ErrorCode::limit, "the outbox is full until the office has acknowledged what it holds");
  return put_report(**number, report);
}

Result<std::optional<Envelope>> Outbox::next_upload() {
  if (!next_ || slots_[*next_].sending != Sending::waiting) {
    std::vector<SlotNumber> recent;
    std::vector<SlotNumber> older;
    for (SlotNumber number = 0; number < slots_.size(); ++number)
      if (slots_[number].sending == Sending::waiting)
        (slots_[number].is_recent ? recent : older).push_back(number);
    next_.reset();
    if (!recent.empty() || !older.empty()) next_ = pick(recent.empty() ? older : recent);
  }
  if (!next_) return std::optional<Envelope>();
  const auto bytes = file_->read(*next_);
  if (!bytes) return tl::unexpected(bytes.error());
  auto cell = decode_cell(*bytes);
  if (!cell) return fail(ErrorCode::format, fmt::format("slot {} of the outbox is damaged", *next_));
  return std::optional<Envelope>(std::move(cell->envelope));
}

void Outbox::sent(const EnvelopeId& id) {
  const auto found = by_id_.find(id);
  if (found != by_id_.end() && slots_[found->second].sending == Sending::waiting)
    slots_[found->second].sending = Sending::sent;
}

void Outbox::send_again() {
  for (Slot& slot : slots_)
    if (slot.sending == Sending::sent) slot.sending = Sending::waiting;
}

Result<std::size_t> Outbox::acknowledge(Bytes signed_by_office) {
  std::vector<SignatureKey> signers;
  for (const ReportKeys& keys : keys_) signers.push_back(keys.acknowledgement);
  const auto ids = open_acknowledgement(signed_by_office, signers);
  if (!ids) return tl::unexpected(ids.error());
  std::size_t freed = 0;
  for (const EnvelopeId& id : *ids) {
    const auto found = by_id_.find(id);
    if (found == by_id_.end() || slots_[found->second].standing != Standing::owed) continue;
    slots_[found->second].sending = Sending::none;
    if (to_rewrite_.insert(found->second).second) ++freed;
  }
  return freed;
}

Result<bool> Outbox::tidy() {
  if (to_rewrite_.empty()) return false;
  const SlotNumber reserve = reserve_count();
  const SlotNumber wanted = reserve_wanted();
  const SlotNumber first = *to_rewrite_.begin();
  const bool to_reserve = slots_[first].standing == Standing::reserve || reserve < wanted;
  std::vector<SlotNumber> numbers;
  for (const SlotNumber number : to_rewrite_) {
    const bool fits = slots_[number].standing == slots_[first].standing;
    const bool has_room =
        !to_reserve || slots_[number].standing == Standing::reserve || reserve + numbers.size() < wanted;
    if (fits && has_room) numbers.push_back(number);
    if (numbers.size() == kTidiedAtOnce) break;
  }
  if (auto put = put_dummies(numbers, to_reserve ? Standing::reserve : Standing::owed, Sending::none); !put)
    return tl::unexpected(put.error());
  return !to_rewrite_.empty();
}

Result<void> Outbox::cover() {
  if (covered_ > 0) {
    --covered_;
    return {};
  }
  const std::vector<SlotNumber> dummies = known_dummies();
  if (dummies.empty()) return {};
  return put_dummies({pick(dummies)}, Standing::owed, Sending::waiting);
}

void Outbox::use_keys(std::span<const ReportKeys> keys) {
  assert(!keys.empty());
  const bool is_new = keys.front().id != keys_.front().id;
  keys_.assign(keys.begin(), keys.end());
  if (!is_new) return;
  for (SlotNumber number = 0; number < slots_.size(); ++number)
    if (slots_[number].is_known_dummy) to_rewrite_.insert(number);
}

OutboxStatus Outbox::status() const {
  OutboxStatus status;
  status.slots = static_cast<SlotNumber>(slots_.size());
  status.reserve = reserve_count();
  status.unsent = static_cast<SlotNumber>(std::count_if(
      slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.sending == Sending::waiting; }));
  status.key = keys_.front().id;
  status.damage = damage_;
  return status;
}

}  // namespace crier
