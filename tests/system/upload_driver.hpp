// SPDX-License-Identifier: Apache-2.0
// upload-driver: a kiosk without a screen, and an office without people, for store_test.py and kiosk_test.py.
// What lies in the folder of keys is for tests: the secrets are not sealed. One thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "content/outbox/outbox.hpp"
#include "content/upload/store_address.hpp"

namespace crier {

struct DrivenKiosk {
  StoreSettings store;
  std::filesystem::path keys;
  std::filesystem::path outbox;
  std::filesystem::path diary;  // a line for each report that was begun, and one for each that was stored
  int first = 0;                // the number of the first report to be filed, and how many there are
  int reports = 50;
  std::chrono::milliseconds file_every{20};
  OutboxOptions slots;
  double faster = 300;  // how many of the courier's seconds pass in one
  std::chrono::seconds send_again{1'200};
  std::chrono::seconds clock_lead{0};  // how wrong the kiosk's clock is
  std::chrono::seconds deadline{300};
};

// Files and sends until the office has signed for every report in the diary. The program's exit status.
int run_kiosk(const DrivenKiosk& kiosk);

// Makes an office's keys.
int make_keys(const std::filesystem::path& folder);
// What lies in each file of a folder: "FILE ID report REPORT TEXT", "FILE ID dummy", "FILE - bad".
int open_envelopes(const std::filesystem::path& keys, const std::filesystem::path& folder);
// An acknowledgement of the ids on standard input, to standard output.
int sign_ids(const std::filesystem::path& keys);
// The ids of what an outbox owes.
int list_slots(const std::filesystem::path& outbox);

// An outbox that no kiosk has open, and the workspace whose keys it was sealed to.
struct DrainedOutbox {
  StoreSettings store;
  std::filesystem::path workspace;
  std::filesystem::path outbox;
};

// Frees what the office has signed for, then sends all that waits, without the courier's pauses.
int drain_outbox(const DrainedOutbox& drained);
// What each receipt on standard input opens in the workspace's bundle: "RECEIPT LANGUAGE WORDS" of its last
// step, or "RECEIPT -".
int open_answers(const std::filesystem::path& workspace);

// Prints an error; the exit status.
int give_up(const Error& error);
Result<std::vector<ReportKeys>> published_keys(const std::filesystem::path& folder);

}  // namespace crier
