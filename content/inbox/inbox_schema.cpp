// SPDX-License-Identifier: Apache-2.0
#include "content/inbox/inbox_schema.hpp"

namespace crier {
namespace {

constexpr std::int64_t kVersion = 1;

// Days are days since 1970. The tally lies in the order in which counts are asked for.
// rows.
constexpr const char* kSchema = R"(
CREATE TABLE inbox_key (key_id BLOB PRIMARY KEY, sealed BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE envelope (
  number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, device TEXT NOT NULL, kind INTEGER NOT NULL);
CREATE INDEX envelope_device ON envelope (device, number);
CREATE TABLE set_aside (
  device TEXT NOT NULL, name TEXT NOT NULL, reason TEXT NOT NULL, bytes BLOB,
  PRIMARY KEY (device, name)) WITHOUT ROWID;
CREATE TABLE report (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  report_id BLOB NOT NULL UNIQUE,
  status INTEGER NOT NULL, sub INTEGER NOT NULL, outcome INTEGER NOT NULL, category TEXT NOT NULL,
  officer TEXT NOT NULL, merged_into INTEGER, marks INTEGER NOT NULL, site TEXT NOT NULL,
  received INTEGER NOT NULL, filed INTEGER, triaged INTEGER, accepted INTEGER, decided INTEGER, closed INTEGER,
  kept_from INTEGER, reopened INTEGER, paused_since INTEGER, paused_days INTEGER NOT NULL,
  due_triage INTEGER, due_reply INTEGER, due_citizen INTEGER,
  key BLOB, body BLOB, answer BLOB);
CREATE INDEX report_status_category ON report (status, category, received);
CREATE INDEX report_status ON report (status, received);
CREATE INDEX report_category ON report (category, received);
CREATE INDEX report_received ON report (received);
CREATE INDEX report_outcome ON report (outcome, received) WHERE outcome <> 0;
CREATE INDEX report_accepted ON report (accepted, category) WHERE accepted IS NOT NULL;
CREATE INDEX report_triaged ON report (triaged, received) WHERE triaged IS NOT NULL;
CREATE INDEX report_closed ON report (closed, status, outcome, category, received, filed) WHERE closed IS NOT NULL;
CREATE INDEX report_kept_from ON report (kept_from) WHERE key IS NOT NULL AND closed IS NOT NULL;
CREATE INDEX report_due_triage ON report (due_triage) WHERE due_triage IS NOT NULL;
CREATE INDEX report_due_reply ON report (due_reply) WHERE due_reply IS NOT NULL;
CREATE INDEX report_due_citizen ON report (due_citizen) WHERE due_citizen IS NOT NULL;
CREATE TABLE address (report INTEGER NOT NULL, place INTEGER NOT NULL, sealed BLOB NOT NULL,
  PRIMARY KEY (report, place)) WITHOUT ROWID;
CREATE TABLE history (
  number INTEGER PRIMARY KEY, report INTEGER NOT NULL, at INTEGER NOT NULL, who TEXT NOT NULL,
  action TEXT NOT NULL, state TEXT NOT NULL, detail BLOB NOT NULL, hash BLOB NOT NULL);
CREATE INDEX history_report ON history (report, number);
CREATE TABLE history_end (
  only INTEGER PRIMARY KEY CHECK (only = 0), number INTEGER NOT NULL, hash BLOB NOT NULL, mac BLOB NOT NULL);
CREATE TABLE tally (
  status INTEGER NOT NULL, category TEXT NOT NULL, outcome INTEGER NOT NULL, day INTEGER NOT NULL,
  reports INTEGER NOT NULL, PRIMARY KEY (status, category, outcome, day)) WITHOUT ROWID;
CREATE TRIGGER tally_new AFTER INSERT ON report BEGIN
  INSERT INTO tally VALUES (new.status, new.category, new.outcome, new.received, 1)
    ON CONFLICT DO UPDATE SET reports = reports + 1;
END;
CREATE TRIGGER tally_changed AFTER UPDATE OF status, category, outcome ON report BEGIN
  UPDATE tally SET reports = reports - 1
    WHERE day = old.received AND status = old.status AND category = old.category AND outcome = old.outcome;
  INSERT INTO tally VALUES (new.status, new.category, new.outcome, new.received, 1)
    ON CONFLICT DO UPDATE SET reports = reports + 1;
END;
PRAGMA user_version = 1;
)";

}  // namespace

Result<void> prepare_schema(InboxFile& file) {
  auto transaction = InboxTransaction::begin(file);
  if (!transaction) return tl::unexpected(transaction.error());
  const auto version = file.number("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  if (version->value_or(0) == kVersion) return {};
  if (version->value_or(0) != 0)
    return fail(ErrorCode::unsupported, "the inbox is of another version of this program");
  if (auto made = file.run(kSchema); !made) return made;
  return transaction->commit();
}

}  // namespace crier
