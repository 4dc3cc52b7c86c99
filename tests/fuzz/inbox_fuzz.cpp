// SPDX-License-Identifier: Apache-2.0
// What the inbox is given by strangers: any bytes as a report that was sealed in an envelope, as a row of its
// database, as a listing of the store, as its settings and its calendar, and as words to be shown. Whatever
// is taken in can be shown, triaged, answered and exported, and the history stays whole.
#include <unistd.h>
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "content/inbox/export.hpp"
#include "content/inbox/inbox.hpp"
#include "content/inbox/inbox_row.hpp"
#include "content/inbox/inbox_settings.hpp"
#include "content/inbox/safe_text.hpp"
#include "content/sealing/randomness.hpp"
#include "content/sealing/tlv.hpp"
#include "content/upload/office_store.hpp"
#include "content/workdays/work_calendar_file.hpp"

namespace {

using namespace crier;

constexpr std::size_t kPayload = 15'934;  // as long as what an envelope holds

void demand(bool holds) {
  if (!holds) std::abort();
}

// One inbox for all runs, gone with the process.
class Desk {
 public:
  Desk()
      : folder_(std::filesystem::temp_directory_path() / ("crier-inbox-fuzz-" + std::to_string(::getpid()))) {
    auto pair = new_hpke_pair();
    secrets_.push_back({key_id_of(pair->public_key), std::move(pair->secret)});
    auto opened = Inbox::open(folder_, {});
    demand(opened.has_value());
    inbox_ = std::make_unique<Inbox>(*std::move(opened));
    demand(inbox_->file().run("PRAGMA synchronous = OFF") && inbox_->unlock(secrets_));
  }
  ~Desk() {
    inbox_.reset();
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
  }
  Inbox& inbox() { return *inbox_; }

 private:
  std::filesystem::path folder_;
  std::vector<ReportSecret> secrets_;
  std::unique_ptr<Inbox> inbox_;
};

void take(Inbox& inbox, OpenedReport opened) {
  const Occasion now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 25},
                     std::chrono::sys_days{std::chrono::year{2026} / 11 / 25}, "fuzz"};
  opened.report.id = new_report_id();
  Arrival arrival{{}, "T1", std::move(opened)};
  fill_randomly(arrival.id);
  std::vector<Arrival> arrivals;
  arrivals.push_back(std::move(arrival));
  demand(inbox.take(arrivals, now)->reports == 1);
  const ReportNumber number = inbox.list({}, 1)->front().number;
  TriageStep step;
  step.officer = "fuzz";
  step.happened = {{"zh", "已受理"}};
  demand(inbox.move(number, step, now) && inbox.show(number));
  demand(!*inbox.look_at_history());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Desk desk;
  static const auto key = FieldKey::make();
  const Bytes bytes(data, size);
  const std::string_view text = as_text(bytes);
  std::vector<std::uint8_t> padded(kPayload);
  std::copy_n(data, std::min(size, padded.size()), padded.begin());
  if (auto opened = decode_payload(padded); opened && *opened) take(desk.inbox(), **std::move(opened));
  demand(!open_body(bytes, *key, 1));                                        // nobody sealed it
  static_cast<void>(open_body(key->seal(bytes, "report/1/body"), *key, 1));  // somebody with the key did
  if (const auto listing = parse_listing(text))
    demand(std::all_of(listing->names.begin(), listing->names.end(), is_envelope_name));
  Diagnostics diagnostics;
  parse_inbox_settings(text, "inbox", diagnostics);
  parse_work_calendar(text, "workdays.toml", diagnostics);
  const std::string shown = safe_text(text);
  demand(std::none_of(shown.begin(), shown.end(),
                      [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == 0x7F; }));
  const std::string field = csv_field(text);
  demand(field.size() >= 2 && field.front() == '"' &&
         std::string_view("=+-@\t\r").find(field[1]) == std::string_view::npos);
  return 0;
}
