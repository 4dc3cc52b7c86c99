// SPDX-License-Identifier: Apache-2.0
// Inbox: what the office keeps of reports: a folder with one SQLite database. Lists and counts need no key;
// whatever reads or writes what citizens wrote does (unlock). Contact details stay sealed to the office's
// second key in it, which the inbox never sees. DESIGN.md says why. Blocks for the disk; one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "config/folder_lock.hpp"
#include "content/answers/answer_bundle.hpp"
#include "content/inbox/field_key.hpp"
#include "content/inbox/history.hpp"
#include "content/inbox/inbox_file.hpp"
#include "content/inbox/triage.hpp"
#include "content/model/report_form.hpp"
#include "content/sealing/envelope.hpp"

namespace crier {

using ReportNumber = std::int64_t;  // from 1, in the order of arrival; not secret, and no receipt

// What was found at arrival; more than one may hold.
enum ReportMark : std::uint32_t {
  kMarkUrgent = 1,         // the emergency numbers were shown
  kMarkMinor = 2,          // about a minor, or from one
  kMarkSlow = 4,           // the slow lane: more reports in one visit than people usually file
  kMarkContact = 8,        // contact details are there
  kMarkElsewhere = 16,     // says another screen than that whose folder it lay in
  kMarkUnanswerable = 32,  // no answer can be addressed to it
};

struct InboxRules {
  WorkCalendar calendar;
  TimeLimits limits;
  ReportForm form;
};

// When and by whom something is done; `today` is the day in the office's zone.
struct Occasion {
  WallTime now;
  std::chrono::sys_days today;
  std::string who;
};

// An envelope that was opened. None: a dummy.
struct Arrival {
  EnvelopeId id{};
  std::string device;
  std::optional<OpenedReport> report;
};

struct TakenCounts {
  std::size_t reports = 0;
  std::size_t duplicates = 0;  // of a report that is here; an address of its answer that is new is kept
  std::size_t dummies = 0;
  std::size_t known = 0;  // the same envelope once more
};

// A report as lists show it.
struct ReportLine {
  ReportNumber number = 0;
  TriageState state;
  Deadlines due;
  std::uint32_t marks = 0;
  std::string site;
  bool is_purged = false;
};

struct ReportFilter {
  std::optional<ReportStatus> status;
  std::optional<std::string> category;
  std::optional<OutcomeCode> outcome;
  std::optional<std::chrono::sys_days> from;  // received, both days included
  std::optional<std::chrono::sys_days> to;
};

// All that is kept of one report.
struct ReportFile {
  ReportLine line;
  std::optional<OpenedReport> opened;  // none: purged
  Answer answer;                       // without steps where purged
  std::vector<HistoryEntry> history;   // `detail` is plain text, or empty where purged
};

struct LateReport {
  ReportLine line;
  const char* limit = "";  // "triage", "reply" or "citizen"
  std::chrono::sys_days due;
  int days = 0;      // calendar days past it
  int workdays = 0;  // working days past it
};

enum class InboxUse {
  write,  // the folder is this process's from unlocking on
  read,   // beside whoever writes
};

class Inbox {
 public:
  // Makes the folder and the database where there are none. Several may read at once.
  static Result<Inbox> open(const std::filesystem::path& folder, InboxRules rules);

  // Opens the inbox's own key with whichever of the office's report keys it is sealed to. Who is to write
  // makes it at the first time, and seals it to all of them: a key that comes new goes on opening it.
  Result<void> unlock(std::span<const ReportSecret> secrets, InboxUse use = InboxUse::write);

  // In one transaction: all or nothing.
  Result<TakenCounts> take(const std::vector<Arrival>& arrivals, const Occasion& occasion);
  Result<bool> has_envelope(const EnvelopeId& id);
  // Those of a device that arrived last, the newest first.
  Result<std::vector<EnvelopeId>> arrived(const std::string& device, std::size_t most);

  // Objects that could not be opened, kept with the reason; those without bytes were too large.
  struct SetAside {
    std::string device;
    std::string name;
    std::string reason;
    std::vector<std::uint8_t> bytes;
  };
  Result<void> set_aside(const SetAside& one);
  Result<bool> is_set_aside(const std::string& device, const std::string& name);
  Result<std::vector<SetAside>> all_set_aside();
  Result<void> drop_set_aside(const std::string& device, const std::string& name);

  // Newest first; at most `most`, after those that `skip` leaves out.
  Result<std::vector<ReportLine>> list(const ReportFilter& filter, std::size_t most, std::size_t skip = 0);
  struct Count {
    ReportStatus status;
    std::string category;
    OutcomeCode outcome;
    std::int64_t reports;
  };
  Result<std::vector<Count>> count(const ReportFilter& filter);
  Result<ReportLine> line(ReportNumber number);
  // What is past its limit, the longest first; at most `most`. A report may be late by several limits.
  Result<std::vector<LateReport>> overdue(std::chrono::sys_days today, std::size_t most);

  Result<ReportFile> show(ReportNumber number);

  // Fails, changing nothing, where the rules of triage are broken or the answer has no more room.
  Result<void> move(ReportNumber number, const TriageStep& step, const Occasion& occasion);
  // An action that changes nothing but must be known: contact details opened, reports exported.
  Result<void> record(ReportNumber number, const std::string& action, const std::string& note,
                      const Occasion& occasion);

  // What citizens are told, for the bundle: reports that are open first, then those closed last.
  Result<std::vector<AddressedAnswer>> answers(std::size_t most);

  // Takes away for good what citizens wrote in reports first closed before that day, with their contact
  // details and answers. What is counted stays, and the history. How many there were.
  Result<std::size_t> purge(std::chrono::sys_days before, const Occasion& occasion);

  // The history's newest entries (all of a small inbox): for each list.
  Result<std::optional<HistoryFault>> look_at_history();
  // All of it, and whether the reports are as it says. With a key, when unlocked.
  Result<std::optional<HistoryFault>> check();

  // The history's last entry, whose hash can be kept elsewhere; none: nothing was done yet.
  Result<std::optional<HistoryEntry>> history_end() { return history_.last(); }

  InboxFile& file() { return *file_; }
  const InboxRules& rules() const { return rules_; }

 private:
  struct Row;
  Inbox(std::unique_ptr<InboxFile> file, std::filesystem::path folder, InboxRules rules);
  Result<void> open_key(std::span<const ReportSecret> secrets);
  Result<void> make_key();
  Result<void> seal_key_to(std::span<const ReportSecret> secrets);
  Result<void> take_one(const Arrival& arrival, const Occasion& occasion, TakenCounts& counts);
  Result<void> take_report(const OpenedReport& opened, const std::string& device, const Occasion& occasion);
  Result<void> take_duplicate(ReportNumber number, const AnswerAddress& address, const Occasion& occasion);
  Result<void> add_address(ReportNumber number, const FieldKey& key, const AnswerAddress& address);
  Result<std::vector<AnswerAddress>> addresses(ReportNumber number, const FieldKey& key);
  Result<FieldKey> key_of(ReportNumber number);
  Result<Answer> answer_of(ReportNumber number, const FieldKey& key);
  Result<void> write_state(ReportNumber number, const TriageState& state);
  Result<void> write_answer(ReportNumber number, const FieldKey& key, const Answer& answer);
  Result<void> note(ReportNumber number, const FieldKey* key, const std::string& action,
                    const std::string& state, const std::string& text, const Occasion& occasion);
  Result<std::optional<HistoryFault>> check_reports();

  std::unique_ptr<InboxFile> file_;  // stays where it is when the inbox moves
  std::filesystem::path folder_;
  InboxRules rules_;
  History history_;
  std::optional<FieldKey> key_;
  std::optional<FolderLock> lock_;
};

// "accepted/none/fraud": how the history writes a state.
std::string state_text(const TriageState& state);

}  // namespace crier
