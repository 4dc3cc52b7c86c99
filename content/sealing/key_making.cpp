// SPDX-License-Identifier: Apache-2.0
#include "content/sealing/key_making.hpp"

#include <array>
#include <utility>
#include <vector>

#include "content/sealing/acknowledgement.hpp"
#include "content/sealing/randomness.hpp"

namespace crier {
namespace {

Report report_for_drill() {
  Report report;
  report.id = new_report_id();
  report.category = SecretText("other");
  report.what = SecretText("A drill. 演练。");
  report.contact.name = SecretText("Drill");
  report.language = "zh";
  return report;
}

Result<std::vector<ReportSecret>> secrets_of(const ReportKeys& published, Bytes report, Bytes contact) {
  std::vector<ReportSecret> secrets;
  const std::pair<KeyId, Bytes> each[] = {{published.id, report}, {key_id_of(published.contact), contact}};
  for (const auto& [id, bytes] : each) {
    auto copy = LockedBytes::copy_of(bytes);
    if (!copy) return tl::unexpected(copy.error());
    secrets.push_back({id, *std::move(copy)});
  }
  return secrets;
}

}  // namespace

Result<NewReportKeys> make_report_keys(std::chrono::year_month_day today,
                                       const std::optional<ReportKeys>& before) {
  auto report = new_hpke_pair();
  if (!report) return tl::unexpected(report.error());
  auto contact = new_hpke_pair();
  if (!contact) return tl::unexpected(contact.error());
  auto seed = LockedBytes::make(kSignatureSeedBytes);
  if (!seed) return tl::unexpected(seed.error());
  fill_randomly(seed->bytes());
  ReportKeys keys;
  keys.published = today;
  keys.report = report->public_key;
  keys.id = key_id_of(keys.report);
  keys.contact = contact->public_key;
  keys.acknowledgement = signature_key_of(seed->bytes());
  if (before) {
    keys.answer_salt = before->answer_salt;
  } else {
    fill_randomly(keys.answer_salt);
  }
  return NewReportKeys{keys, std::move(report->secret), std::move(contact->secret), *std::move(seed)};
}

Result<void> drill(const ReportKeys& published, Bytes report_secret, Bytes contact_secret) {
  const Report report = report_for_drill();
  const auto envelope = seal_report(report, published);
  if (!envelope) return fail(envelope.error(), "sealing a report");
  const auto secrets = secrets_of(published, report_secret, contact_secret);
  if (!secrets) return tl::unexpected(secrets.error());
  const auto opened = open_envelope(*envelope, *secrets);
  if (!opened) return fail(opened.error(), "the report key does not open what is sealed to it");
  if (!*opened || (*opened)->report.what != report.what)
    return fail(ErrorCode::format, "the report that was opened is not the one that was sealed");
  const auto contact = open_contact(**opened, *secrets);
  if (!contact) return fail(contact.error(), "the contact key does not open what is sealed to it");
  if (contact->name != report.contact.name)
    return fail(ErrorCode::format, "the contact details that were opened are not those that were sealed");
  return {};
}

}  // namespace crier
