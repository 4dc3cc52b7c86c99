// SPDX-License-Identifier: Apache-2.0
#include "content/outbox/outbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "content/outbox/picking.hpp"

namespace crier {
namespace {

constexpr SlotNumber kDrawShare = 8;      // of the reserve, at a start
constexpr std::size_t kTidiedAtOnce = 8;  // slots in one transaction

}  // namespace

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

// After a write of which nobody knows what became: it may be a report.
void Outbox::note_what_is_there(SlotNumber number, const Cell& cell) {
  note(number, {cell.standing, false, Sending::waiting, slots_[number].is_recent, cell.envelope.id()});
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
    note_what_is_there(number, *cell);
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

// Where the file turns out to be damaged while it is in use, it is mended and the action done on the new one.
template <class Action>
auto Outbox::mending(Action action) -> decltype(action()) {
  auto result = action();
  if (result || result.error().code != ErrorCode::format) return result;
  if (auto repaired = repair(result.error().message); !repaired) return tl::unexpected(repaired.error());
  return action();
}

Result<void> Outbox::store(const Envelope& report) {
  const KeyId key = report.key_id();
  if (std::none_of(keys_.begin(), keys_.end(), [&key](const ReportKeys& keys) { return keys.id == key; }))
    return fail(ErrorCode::invalid_argument, "the report is sealed to a key that the office never published");
  return mending([&] { return store_once(report); });
}

Result<void> Outbox::store_once(const Envelope& report) {
  if (by_id_.contains(report.id())) return {};
  if (auto drawn = draw_from_reserve(); !drawn) return drawn;
  const auto number = choose_dummy();
  if (!number) return tl::unexpected(number.error());
  if (!*number)
    return fail(ErrorCode::limit, "the outbox is full until the office has acknowledged what it holds");
  return put_report(**number, report);
}

Result<std::optional<Envelope>> Outbox::next_upload() {
  return mending([this] { return read_next(); });
}

Result<std::optional<Envelope>> Outbox::read_next() {
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
  if (cell->envelope.id() != slots_[*next_].id) note_what_is_there(*next_, *cell);
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
  return mending([this] { return tidy_once(); });
}

Result<bool> Outbox::tidy_once() {
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
  return mending([this] { return cover_once(); });
}

Result<void> Outbox::cover_once() {
  const auto number = choose_dummy();
  if (!number) return tl::unexpected(number.error());
  if (!*number) return {};
  return put_dummies({**number}, Standing::owed, Sending::waiting);
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
