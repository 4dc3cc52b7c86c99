// SPDX-License-Identifier: Apache-2.0
// Filing: a report is given its receipt and sealed. What is left to do is to store the envelope in the outbox
// and, once that has succeeded, to show the receipt. A receipt takes a tenth of a second and 64 MiB, never on
// the main thread; it may be made ready while the form is still being read.
#pragma once

#include "content/model/receipt.hpp"
#include "content/model/report.hpp"
#include "content/model/report_keys.hpp"
#include "content/sealing/envelope.hpp"

namespace crier {

// A receipt, and where its answer will lie; for one report only.
struct PreparedReceipt {
  Receipt receipt;
  AnswerAddress address;
};

Result<PreparedReceipt> prepare_receipt(const ReportKeys& keys);

struct FiledReport {
  Envelope envelope;
  Receipt receipt;  // nowhere else: neither in the envelope nor at the office
};

// Overwrites report.answer; `report.id` was set by new_report_id() when the form was begun, and stays the
// same where sending has to be tried again, so that the office keeps one. `keys` are the newest published.
Result<FiledReport> file_report(Report& report, const ReportKeys& keys);
Result<FiledReport> file_report(Report& report, const ReportKeys& keys, PreparedReceipt prepared);

}  // namespace crier
