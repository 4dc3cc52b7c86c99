// SPDX-License-Identifier: Apache-2.0
#include "content/answers/filing.hpp"

#include <utility>

#include "content/answers/receipt_secret.hpp"
#include "content/sealing/randomness.hpp"

namespace crier {

Result<FiledReport> file_report(Report& report, const ReportKeys& keys) {
  if (report.id == ReportId{}) return fail(ErrorCode::invalid_argument, "the report was begun without an id");
  Receipt receipt = new_receipt();
  const auto secret = derive_receipt_secret(receipt, keys.answer_salt);
  if (!secret) return tl::unexpected(secret.error());
  report.answer = secret->address;
  auto envelope = seal_report(report, keys);
  if (!envelope) return tl::unexpected(envelope.error());
  return FiledReport{*std::move(envelope), std::move(receipt)};
}

}  // namespace crier
