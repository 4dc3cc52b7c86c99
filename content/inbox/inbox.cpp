// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/inbox.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "content/answers/answer_payload.hpp"
#include "content/inbox/inbox_row.hpp"
#include "content/inbox/inbox_schema.hpp"
#include "content/sealing/hpke.hpp"
#include "content/sealing/tlv.hpp"

namespace crier {
namespace {

constexpr const char* kFileName = "inbox.db";
constexpr std::string_view kKeyInfo = "crier inbox 1";

// Steps of an answer without the zeros that fill its entry.
Bytes without_end(Bytes bytes) {
  while (!bytes.empty() && bytes.back() == 0) bytes = bytes.first(bytes.size() - 1);
  return bytes;
}

// The answer with one step more. Where its entry has no room the oldest steps go: the last says how it
// stands.
Result<LockedBytes> encode_with(Answer& answer, AnswerStep step) {
  answer.steps.push_back(std::move(step));
  for (;;) {
    auto encoded = encode_answer(answer);
    if (encoded || answer.steps.size() == 1 || encoded.error().code == ErrorCode::io) return encoded;
    answer.steps.erase(answer.steps.begin());
  }
}

// A step as the history's detail: for people to read.
std::string detail_text(const TriageStep& step) {
  std::string text;
  const auto add = [&text](std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("{}: {}\n", name, value);
  };
  add("officer", step.officer);
  add("body", step.body);
  if (step.merged_into) add("merged into", std::to_string(*step.merged_into));
  const std::pair<const char*, const LocalizedText&> words[] = {
      {"happened", step.happened}, {"decided", step.decided}, {"next", step.next}};
  for (const auto& [name, localized] : words)
    for (const auto& [language, one] : localized) add(fmt::format("{} ({})", name, language), one);
  add("note", step.note);
  return text;
}

}  // namespace

std::string state_text(const TriageState& state) {
  return fmt::format("{}/{}/{}", report_status_names()[static_cast<std::size_t>(state.status)],
                     outcome_names()[static_cast<std::size_t>(state.outcome)], state.category);
}

Inbox::Inbox(std::unique_ptr<InboxFile> file, std::filesystem::path folder, InboxRules rules)
    : file_(std::move(file)), folder_(std::move(folder)), rules_(std::move(rules)), history_(*file_) {}

Result<Inbox> Inbox::open(const std::filesystem::path& folder, InboxRules rules) {
  std::error_code error;
  if (std::filesystem::create_directories(folder, error))
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  auto file = InboxFile::open(folder / kFileName);
  if (!file) return tl::unexpected(file.error());
  if (auto ready = prepare_schema(*file); !ready) return tl::unexpected(ready.error());
  return Inbox(std::make_unique<InboxFile>(*std::move(file)), folder, std::move(rules));
}

Result<void> Inbox::unlock(std::span<const ReportSecret> secrets, InboxUse use) {
  if (use == InboxUse::read) return open_key(secrets);
  auto lock = FolderLock::take(folder_);
  if (!lock) return tl::unexpected(lock.error());
  const auto slots = file_->number("SELECT count(*) FROM inbox_key");
  if (!slots) return tl::unexpected(slots.error());
  const bool is_new = slots->value_or(0) == 0;
  if (is_new && secrets.empty())
    return fail(ErrorCode::invalid_argument, "the inbox needs one of the report keys");
  if (auto opened = is_new ? make_key() : open_key(secrets); !opened) return opened;
  lock_ = *std::move(lock);
  return seal_key_to(secrets);
}

Result<void> Inbox::open_key(std::span<const ReportSecret> secrets) {
  for (const ReportSecret& secret : secrets) {
    const auto asked = file_->query("SELECT sealed FROM inbox_key WHERE key_id = ?1");
    if (!asked) return tl::unexpected(asked.error());
    const auto row = (*asked)->bind(Bytes(secret.id)).step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) continue;
    const std::vector<std::uint8_t> sealed = (*asked)->blob(0);
    (*asked)->bind();
    auto bytes = hpke_open(secret.secret.bytes(), kKeyInfo, secret.id, sealed);
    if (!bytes) return fail(bytes.error(), "opening the inbox's key");
    auto key = FieldKey::from(*std::move(bytes));
    if (!key) return tl::unexpected(key.error());
    key_ = *std::move(key);
    return {};
  }
  return fail(ErrorCode::not_found,
              "none of these keys opens the inbox; name a report key that it was used with before");
}

Result<void> Inbox::make_key() {
  auto key = FieldKey::make();
  if (!key) return tl::unexpected(key.error());
  key_ = *std::move(key);
  return {};
}

Result<void> Inbox::seal_key_to(std::span<const ReportSecret> secrets) {
  auto transaction = InboxTransaction::begin(*file_);
  if (!transaction) return tl::unexpected(transaction.error());
  for (const ReportSecret& secret : secrets) {
    const auto sealed = hpke_seal(hpke_public_key(secret.secret.bytes()), kKeyInfo, secret.id, key_->bytes());
    if (!sealed) return tl::unexpected(sealed.error());
    if (auto kept = file_->change("INSERT OR IGNORE INTO inbox_key VALUES (?1, ?2)", Bytes(secret.id),
                                  Bytes(*sealed));
        !kept)
      return kept;
  }
  return transaction->commit();
}

Result<void> Inbox::move(ReportNumber number, const TriageStep& step, const Occasion& occasion) {
  const auto before = line(number);
  if (!before) return tl::unexpected(before.error());
  if (before->is_purged)
    return fail(ErrorCode::invalid_argument, fmt::format("report {} was purged", number));
  if (auto good = check_step(before->state, step); !good) return good;
  if (step.category && find_category(rules_.form, *step.category) == nullptr)
    return fail(ErrorCode::not_found, fmt::format("the form has no category \"{}\"", *step.category));
  if (step.merged_into) {
    if (*step.merged_into == number)
      return fail(ErrorCode::invalid_argument, "a report cannot go on as itself");
    if (const auto other = line(*step.merged_into); !other) return tl::unexpected(other.error());
  }
  const auto key = key_of(number);
  if (!key) return tl::unexpected(key.error());
  auto answer = answer_of(number, *key);
  if (!answer) return tl::unexpected(answer.error());
  answer->steps.push_back({step.status, occasion.today, step.happened, step.decided, step.next});
  const TriageState after = apply_step(before->state, step, occasion.today);
  const std::string& action = report_status_names()[static_cast<std::size_t>(step.status)];

  auto transaction = InboxTransaction::begin(*file_);
  if (!transaction) return tl::unexpected(transaction.error());
  if (auto done = write_state(number, after); !done) return done;
  if (auto done = write_answer(number, *key, *answer); !done) return done;
  if (auto done = note(number, &*key, action, state_text(after), detail_text(step), occasion); !done)
    return done;
  if (auto done = history_.sign(*key_); !done) return done;
  return transaction->commit();
}

Result<void> Inbox::record(ReportNumber number, const std::string& action, const std::string& text,
                           const Occasion& occasion) {
  if (!key_) return fail(ErrorCode::invalid_argument, "the inbox was not unlocked");
  std::optional<FieldKey> key;
  if (number != 0) {
    auto own = key_of(number);
    if (!own) return tl::unexpected(own.error());
    key = *std::move(own);
  }
  auto transaction = InboxTransaction::begin(*file_);
  if (!transaction) return tl::unexpected(transaction.error());
  const FieldKey* const sealing = key ? &*key : &*key_;
  if (auto done = note(number, sealing, action, "", text, occasion); !done) return done;
  if (auto done = history_.sign(*key_); !done) return done;
  return transaction->commit();
}

Result<std::size_t> Inbox::purge(Day before, const Occasion& occasion) {
  if (!key_) return fail(ErrorCode::invalid_argument, "the inbox was not unlocked");
  auto transaction = InboxTransaction::begin(*file_);
  if (!transaction) return tl::unexpected(transaction.error());
  std::vector<ReportNumber> numbers;
  const auto asked = file_->query(
      "SELECT number FROM report WHERE kept_from < ?1 AND key IS NOT NULL AND closed IS NOT NULL ORDER BY "
      "number");
  if (!asked) return tl::unexpected(asked.error());
  (*asked)->bind(day_number(before));
  for (;;) {
    const auto row = (*asked)->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    numbers.push_back((*asked)->integer(0));
  }
  for (const ReportNumber number : numbers) {
    auto done =
        file_->change("UPDATE report SET key = NULL, body = NULL, answer = NULL WHERE number = ?1", number);
    if (done) done = file_->change("DELETE FROM address WHERE report = ?1", number);
    if (done) done = note(number, nullptr, "purged", "", "", occasion);
    if (!done) return tl::unexpected(done.error());
  }
  if (auto done = history_.sign(*key_); !done) return tl::unexpected(done.error());
  if (auto done = transaction->commit(); !done) return tl::unexpected(done.error());
  // The log still has the pages as they were.
  if (auto done = file_->run("PRAGMA wal_checkpoint(TRUNCATE)"); !done) return tl::unexpected(done.error());
  return numbers.size();
}

Result<FieldKey> Inbox::key_of(ReportNumber number) {
  if (!key_) return fail(ErrorCode::invalid_argument, "the inbox was not unlocked");
  const auto asked = file_->query("SELECT key FROM report WHERE number = ?1");
  if (!asked) return tl::unexpected(asked.error());
  const auto row = (*asked)->bind(number).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return fail(ErrorCode::not_found, fmt::format("there is no report {}", number));
  if ((*asked)->is_null(0)) return fail(ErrorCode::not_found, fmt::format("report {} was purged", number));
  auto bytes = key_->open((*asked)->blob(0), fmt::format("report/{}/key", number));
  (*asked)->bind();
  if (!bytes) return fail(bytes.error(), fmt::format("report {}", number));
  return FieldKey::from(*std::move(bytes));
}

Result<Answer> Inbox::answer_of(ReportNumber number, const FieldKey& key) {
  const auto asked = file_->query("SELECT answer FROM report WHERE number = ?1");
  if (!asked) return tl::unexpected(asked.error());
  const auto row = (*asked)->bind(number).step();
  if (!row) return tl::unexpected(row.error());
  const std::vector<std::uint8_t> sealed = *row ? (*asked)->blob(0) : std::vector<std::uint8_t>();
  (*asked)->bind();
  const auto steps = key.open(sealed, fmt::format("report/{}/answer", number));
  if (!steps) return fail(steps.error(), fmt::format("the answer of report {}", number));
  if (steps->size() > kAnswerBytes) return fail(ErrorCode::format, "this is no answer");
  std::vector<std::uint8_t> padded(kAnswerBytes);
  std::ranges::copy(steps->bytes(), padded.begin());
  return decode_answer(padded);
}

Result<void> Inbox::write_answer(ReportNumber number, const FieldKey& key, const Answer& answer) {
  Answer kept = answer;
  AnswerStep last = std::move(kept.steps.back());
  kept.steps.pop_back();
  const auto encoded = encode_with(kept, std::move(last));
  if (!encoded) return tl::unexpected(encoded.error());
  const auto sealed = key.seal(without_end(encoded->bytes()), fmt::format("report/{}/answer", number));
  return file_->change("UPDATE report SET answer = ?2 WHERE number = ?1", number, Bytes(sealed));
}

Result<void> Inbox::write_state(ReportNumber number, const TriageState& state) {
  const Deadlines due = deadlines_of(state, rules_.calendar, rules_.limits);
  return file_->change(
      "UPDATE report SET status = ?2, sub = ?3, outcome = ?4, category = ?5, officer = ?6, merged_into = ?7, "
      "triaged = ?8, accepted = ?9, decided = ?10, closed = ?11, kept_from = ?12, reopened = ?13, "
      "paused_since = ?14, paused_days = ?15, due_triage = ?16, due_reply = ?17, due_citizen = ?18 "
      "WHERE number = ?1",
      number, static_cast<std::int64_t>(state.status), static_cast<std::int64_t>(state.sub),
      static_cast<std::int64_t>(state.outcome), std::string_view(state.category),
      std::string_view(state.officer), state.merged_into, day_number(state.triaged),
      day_number(state.accepted), day_number(state.decided), day_number(state.closed),
      day_number(state.kept_from), day_number(state.reopened), day_number(state.paused_since),
      static_cast<std::int64_t>(state.paused_days), day_number(due.triage), day_number(due.reply),
      day_number(due.citizen));
}

Result<void> Inbox::note(ReportNumber number, const FieldKey* key, const std::string& action,
                         const std::string& state, const std::string& text, const Occasion& occasion) {
  if (!lock_) return fail(ErrorCode::invalid_argument, "the inbox was unlocked to be read only");
  HistoryEntry entry;
  entry.report = number;
  entry.at = seconds_of(occasion.now);
  entry.who = occasion.who;
  entry.action = action;
  entry.state = state;
  if (key != nullptr) entry.detail = key->seal(as_bytes(text), fmt::format("history/{}", number));
  return history_.append(std::move(entry));
}

}  // namespace crier
