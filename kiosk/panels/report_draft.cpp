// SPDX-License-Identifier: Apache-2.0
#include "kiosk/panels/report_draft.hpp"

#include <utility>

#include "content/sealing/randomness.hpp"

namespace crier {
namespace {

// Whether a draft of this category passes through the step.
bool has_step(const ReportDraft& draft, const ReportForm& form, ReportStep step) {
  const ReportCategory* const category = find_category(form, draft.category);
  if (step == ReportStep::subtype) return category != nullptr && !category->subtypes.empty();
  if (step == ReportStep::advice)
    return category != nullptr && find_advice(form, category->advice) != nullptr;
  return true;
}

SecretText text_of(const TextField& field) {
  return SecretText(field.text());
}

}  // namespace

int counted(ReportStep step) {
  switch (step) {
    case ReportStep::category:
    case ReportStep::subtype:
    case ReportStep::advice:
      return 1;
    case ReportStep::where:
      return 2;
    case ReportStep::what:
      return 3;
    case ReportStep::contact:
      return 4;
    default:
      return kCountedSteps;
  }
}

const TextField& ReportDraft::contact_field() const {
  switch (contact) {
    case ContactField::name:
      return name;
    case ContactField::phone:
      return phone;
    case ContactField::email:
      break;
  }
  return email;
}

TextField& ReportDraft::contact_field() {
  return const_cast<TextField&>(std::as_const(*this).contact_field());
}

void ReportDraft::keep_place() {
  if (place.empty() || places.size() >= kMostPlaces) return;
  places.push_back({kind, text_of(place)});
  place.wipe();
}

void ReportDraft::go_on(const ReportForm& form) {
  trouble = ReportTrouble::none;
  if (step == ReportStep::where) keep_place();
  if (step == ReportStep::what && places.empty() && what.empty()) {
    trouble = ReportTrouble::says_nothing;
    return;
  }
  if (step >= ReportStep::check) return;
  do {
    step = static_cast<ReportStep>(static_cast<int>(step) + 1);
  } while (!has_step(*this, form, step));
}

bool ReportDraft::go_back(const ReportForm& form) {
  trouble = ReportTrouble::none;
  if (step == ReportStep::category || step >= ReportStep::sending) return false;
  do {
    step = static_cast<ReportStep>(static_cast<int>(step) - 1);
  } while (!has_step(*this, form, step));
  return true;
}

Report ReportDraft::report(const ReportForm& form, std::string language) const {
  Report report;
  report.id = id;
  report.category = SecretText(category);
  report.subtype = SecretText(subtype);
  report.places = places;
  report.what = text_of(what);
  report.contact.name = text_of(name);
  report.contact.phone = text_of(phone);
  report.contact.email = text_of(email);
  report.language = std::move(language);
  report.form_version = form.version;
  report.is_urgent = is_urgent;
  const ReportCategory* const about = find_category(form, category);
  report.is_minor = about != nullptr && about->about_minors;
  return report;
}

void ReportDraft::wipe() {
  for (TextField* const field : {&place, &what, &name, &phone, &email, &proof}) field->wipe();
  *this = ReportDraft();
}

}  // namespace crier
