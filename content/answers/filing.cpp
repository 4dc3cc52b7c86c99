// SPDX-License-Identifier: Apache-2.0
#include "content/answers/filing.hpp"

#include <utility>

#include "content/answers/receipt_secret.hpp"
#include "content/sealing/randomness.hpp"

namespace crier {

Result<PreparedReceipt> prepare_receipt(const ReportKeys& keys) {
  Receipt receipt = new_receipt();
  const auto secret = derive_receipt_secret(receipt, keys.answer_salt);
  if (!secret) return tl::unexpected(secret.error());
  return PreparedReceipt{std::move(receipt), secret->address};
}

Result<FiledReport> file_report(Report& report, const ReportKeys& keys, PreparedReceipt prepared) {
  if (report.id == ReportId{}) return fail(ErrorCode::invalid_argument, "the report was begun without an id");
  report.answer = prepared.address;
  auto envelope = seal_report(report, keys);
  if (!envelope) return tl::unexpected(envelope.error());
  return FiledReport{*std::move(envelope), std::move(prepared.receipt)};
}

Result<FiledReport> file_report(Report& report, const ReportKeys& keys) {
  auto prepared = prepare_receipt(keys);
  if (!prepared) return tl::unexpected(prepared.error());
  return file_report(report, keys, *std::move(prepared));
}

}  // namespace crier
