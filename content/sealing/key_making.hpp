// SPDX-License-Identifier: Apache-2.0
// An office's keys for reports, made and tried. Uses chance; any thread.
#pragma once

#include <chrono>
#include <optional>

#include "content/model/report_keys.hpp"
#include "content/sealing/envelope.hpp"
#include "content/sealing/locked_bytes.hpp"

namespace crier {

// The public keys, and the three secrets of 32 bytes that stay at the office, each with its own keeper.
struct NewReportKeys {
  ReportKeys published;
  LockedBytes report;           // X25519
  LockedBytes contact;          // X25519
  LockedBytes acknowledgement;  // the seed of Ed25519
};

// `before` are keys that the office has already: the salt of answers is taken over, so that older receipts go
// on opening theirs.
Result<NewReportKeys> make_report_keys(std::chrono::year_month_day today,
                                       const std::optional<ReportKeys>& before);

// Seals a report with contact details to the published keys and opens both again. Fails where the secrets are
// not those of the keys: to be done before publication, and again every quarter with what was combined from
// shares.
Result<void> drill(const ReportKeys& published, Bytes report_secret, Bytes contact_secret);

}  // namespace crier
