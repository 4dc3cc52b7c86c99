// SPDX-License-Identifier: Apache-2.0
// How envelopes come into the inbox. Whoever stole a kiosk may have sealed them: nothing in them is believed.
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "content/inbox/inbox.hpp"
#include "content/inbox/inbox_row.hpp"
#include "content/sealing/hpke.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr std::size_t kBodyBytes = 16'000;  // room for whatever an envelope holds
constexpr std::size_t kMostAddresses = 8;   // of one report: each try of a kiosk to store it has its own
constexpr std::size_t kAddressBytes = 16 + 32;
constexpr std::chrono::days kAheadOfUs(1);  // a kiosk's day may be tomorrow here, by its zone

enum EnvelopeKind : std::int64_t { kDummy, kReport, kDuplicate };

std::array<std::uint8_t, kAddressBytes> address_bytes(const AnswerAddress& address) {
  std::array<std::uint8_t, kAddressBytes> bytes{};
  std::ranges::copy(address.key, std::ranges::copy(address.label, bytes.begin()).out);
  return bytes;
}

// Whether anything can be sealed to it: points of small order cannot be agreed upon.
bool is_usable(const AnswerAddress& address) {
  return address.label != decltype(address.label){} &&
         hpke_seal(address.key, "crier inbox trial", {}, {}).has_value();
}

std::uint32_t marks_of(const OpenedReport& opened, const ReportCategory* category,
                       const std::string& device) {
  const Report& report = opened.report;
  std::uint32_t marks = 0;
  if (report.is_urgent) marks |= kMarkUrgent;
  if (report.is_minor || (category != nullptr && category->about_minors)) marks |= kMarkMinor;
  if (report.is_slow) marks |= kMarkSlow;
  if (!opened.contact_box.empty()) marks |= kMarkContact;
  if (report.site != device) marks |= kMarkElsewhere;
  if (!is_usable(report.answer)) marks |= kMarkUnanswerable;
  return marks;
}

// A report's bytes as its row keeps them: without the zeros that fill an envelope.
Result<std::vector<std::uint8_t>> sealed_body(const OpenedReport& opened, const FieldKey& key,
                                              ReportNumber number) {
  const auto payload = encode_report(opened.report, opened.contact_box, kBodyBytes);
  if (!payload) return tl::unexpected(payload.error());
  Bytes bytes = payload->bytes();
  while (!bytes.empty() && bytes.back() == 0) bytes = bytes.first(bytes.size() - 1);
  return key.seal(bytes, fmt::format("report/{}/body", number));
}

}  // namespace

std::vector<std::uint8_t> body_digest(Bytes key, Bytes body) {
  std::vector<std::uint8_t> both(key.begin(), key.end());
  both.insert(both.end(), body.begin(), body.end());
  std::vector<std::uint8_t> digest(crypto_generichash_BYTES);
  crypto_generichash(digest.data(), digest.size(), both.data(), both.size(), nullptr, 0);
  return digest;
}

Result<OpenedReport> open_body(Bytes sealed, const FieldKey& key, ReportNumber number) {
  const auto bytes = key.open(sealed, fmt::format("report/{}/body", number));
  if (!bytes) return fail(bytes.error(), fmt::format("report {}", number));
  auto padded = LockedBytes::make(kBodyBytes);
  if (!padded) return tl::unexpected(padded.error());
  if (bytes->size() > kBodyBytes) return fail(ErrorCode::format, "this is no report");
  std::ranges::copy(std::as_const(*bytes).bytes(), padded->bytes().begin());
  auto opened = decode_payload(padded->bytes());
  if (!opened) return tl::unexpected(opened.error());
  if (!*opened) return fail(ErrorCode::format, "this is no report");
  return **std::move(opened);
}

Result<bool> Inbox::has_envelope(const EnvelopeId& id) {
  const auto number = file_->number("SELECT 1 FROM envelope WHERE id = ?1", Bytes(id));
  if (!number) return tl::unexpected(number.error());
  return number->has_value();
}

Result<std::vector<EnvelopeId>> Inbox::arrived(const std::string& device, std::size_t most) {
  const auto asked = file_->query("SELECT id FROM envelope WHERE device = ?1 ORDER BY number DESC LIMIT ?2");
  if (!asked) return tl::unexpected(asked.error());
  (*asked)->bind(std::string_view(device), static_cast<std::int64_t>(most));
  std::vector<EnvelopeId> ids;
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return ids;
    const auto id = (*asked)->blob(0);
    if (id.size() == std::tuple_size_v<EnvelopeId>) std::ranges::copy(id, ids.emplace_back().begin());
  }
}

Result<TakenCounts> Inbox::take(const std::vector<Arrival>& arrivals, const Occasion& occasion) {
  if (!key_) return fail(ErrorCode::invalid_argument, "the inbox was not unlocked");
  auto transaction = InboxTransaction::begin(*file_);
  if (!transaction) return tl::unexpected(transaction.error());
  TakenCounts counts;
  for (const Arrival& arrival : arrivals)
    if (auto taken = take_one(arrival, occasion, counts); !taken) return tl::unexpected(taken.error());
  if (auto done = history_.sign(*key_); !done) return tl::unexpected(done.error());
  if (auto done = transaction->commit(); !done) return tl::unexpected(done.error());
  return counts;
}

Result<void> Inbox::take_one(const Arrival& arrival, const Occasion& occasion, TakenCounts& counts) {
  const auto known = has_envelope(arrival.id);
  if (!known) return tl::unexpected(known.error());
  if (*known) {
    ++counts.known;
    return {};
  }
  EnvelopeKind kind = kDummy;
  Result<void> done;
  if (!arrival.report) {
    ++counts.dummies;
  } else {
    const auto same =
        file_->number("SELECT number FROM report WHERE report_id = ?1", Bytes(arrival.report->report.id));
    if (!same) return tl::unexpected(same.error());
    kind = *same ? kDuplicate : kReport;
    ++(*same ? counts.duplicates : counts.reports);
    done = *same ? take_duplicate(**same, arrival.report->report.answer, occasion)
                 : take_report(*arrival.report, arrival.device, occasion);
  }
  if (!done) return done;
  return file_->change("INSERT INTO envelope (id, device, kind) VALUES (?1, ?2, ?3)", Bytes(arrival.id),
                       std::string_view(arrival.device), static_cast<std::int64_t>(kind));
}

Result<void> Inbox::take_report(const OpenedReport& opened, const std::string& device,
                                const Occasion& occasion) {
  const Report& report = opened.report;
  const ReportCategory* const category = find_category(rules_.form, report.category);
  const std::uint32_t marks = marks_of(opened, category, device);
  TriageState state;
  state.category = category == nullptr ? kUnknownCategory : category->key;
  state.is_red = (marks & (kMarkUrgent | kMarkMinor)) != 0;
  state.has_contact = (marks & kMarkContact) != 0;
  state.received = occasion.today;
  if (report.filed && *report.filed <= occasion.today + kAheadOfUs)
    state.filed = std::min(*report.filed, occasion.today);
  const Deadlines due = deadlines_of(state, rules_.calendar, rules_.limits);
  if (auto done =
          file_->change("INSERT INTO report (report_id, status, sub, outcome, category, officer, marks, "
                        "site, received, filed, "
                        "paused_days, due_triage, due_reply, due_citizen) "
                        "VALUES (?1, 0, 0, 0, ?2, '', ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9)",
                        Bytes(report.id), std::string_view(state.category), std::int64_t{marks},
                        std::string_view(report.site), day_number(state.received), day_number(state.filed),
                        day_number(due.triage), day_number(due.reply), day_number(due.citizen));
      !done)
    return done;
  const ReportNumber number = file_->last_row();
  const auto key = FieldKey::make();
  if (!key) return tl::unexpected(key.error());
  const auto sealed_key = key_->seal(key->bytes(), fmt::format("report/{}/key", number));
  const auto body = sealed_body(opened, *key, number);
  if (!body) return tl::unexpected(body.error());
  if (auto done = file_->change("UPDATE report SET key = ?2, body = ?3 WHERE number = ?1", number,
                                Bytes(sealed_key), Bytes(*body));
      !done)
    return done;
  LocalizedText words = rules_.form.words(ReportStatus::received);
  if (words.empty()) words = {{"en", "received"}};  // a form in a language that has no words for it
  const Answer first{{{ReportStatus::received, occasion.today, std::move(words), {}, {}}}};
  if (auto done = write_answer(number, *key, first); !done) return done;
  if ((marks & kMarkUnanswerable) == 0)
    if (auto done = add_address(number, *key, report.answer); !done) return done;
  HistoryEntry entry;
  entry.report = number;
  entry.at = seconds_of(occasion.now);
  entry.who = occasion.who;
  entry.action = "received";
  entry.state = state_text(state);
  entry.detail = body_digest(sealed_key, *body);
  return history_.append(std::move(entry));
}

Result<void> Inbox::take_duplicate(ReportNumber number, const AnswerAddress& address,
                                   const Occasion& occasion) {
  const auto before = line(number);
  if (!before) return tl::unexpected(before.error());
  if (before->is_purged || !is_usable(address)) return {};
  const auto key = key_of(number);
  if (!key) return tl::unexpected(key.error());
  const auto known = addresses(number, *key);
  if (!known) return tl::unexpected(known.error());
  if (known->size() >= kMostAddresses || std::ranges::find(*known, address) != known->end()) return {};
  if (auto done = add_address(number, *key, address); !done) return done;
  return note(number, &*key, "received again", "", "another receipt of the same report", occasion);
}

Result<void> Inbox::add_address(ReportNumber number, const FieldKey& key, const AnswerAddress& address) {
  const auto place = file_->number("SELECT count(*) FROM address WHERE report = ?1", number);
  if (!place) return tl::unexpected(place.error());
  const auto sealed = key.seal(address_bytes(address), fmt::format("address/{}", number));
  return file_->change("INSERT INTO address VALUES (?1, ?2, ?3)", number, place->value_or(0), Bytes(sealed));
}

Result<std::vector<AnswerAddress>> Inbox::addresses(ReportNumber number, const FieldKey& key) {
  const auto asked = file_->query("SELECT sealed FROM address WHERE report = ?1 ORDER BY place");
  if (!asked) return tl::unexpected(asked.error());
  (*asked)->bind(number);
  std::vector<AnswerAddress> all;
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return all;
    const auto bytes = key.open((*asked)->blob(0), fmt::format("address/{}", number));
    if (!bytes || bytes->size() != kAddressBytes)
      return fail(ErrorCode::format, fmt::format("an address of report {} was changed", number));
    AnswerAddress& address = all.emplace_back();
    const Bytes plain = bytes->bytes();
    std::ranges::copy(plain.first(address.label.size()), address.label.begin());
    std::ranges::copy(plain.subspan(address.label.size()), address.key.begin());
  }
}

Result<void> Inbox::set_aside(const SetAside& one) {
  return file_->change("INSERT OR REPLACE INTO set_aside VALUES (?1, ?2, ?3, ?4)",
                       std::string_view(one.device), std::string_view(one.name), std::string_view(one.reason),
                       Bytes(one.bytes));
}

Result<bool> Inbox::is_set_aside(const std::string& device, const std::string& name) {
  const auto found = file_->number("SELECT 1 FROM set_aside WHERE device = ?1 AND name = ?2",
                                   std::string_view(device), std::string_view(name));
  if (!found) return tl::unexpected(found.error());
  return found->has_value();
}

Result<std::vector<Inbox::SetAside>> Inbox::all_set_aside() {
  const auto asked = file_->query("SELECT device, name, reason, bytes FROM set_aside ORDER BY device, name");
  if (!asked) return tl::unexpected(asked.error());
  (*asked)->bind();
  std::vector<SetAside> all;
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return all;
    all.push_back({(*asked)->text(0), (*asked)->text(1), (*asked)->text(2), (*asked)->blob(3)});
  }
}

Result<void> Inbox::drop_set_aside(const std::string& device, const std::string& name) {
  return file_->change("DELETE FROM set_aside WHERE device = ?1 AND name = ?2", std::string_view(device),
                       std::string_view(name));
}

}  // namespace crier
