// SPDX-License-Identifier: Apache-2.0
// ReportDraft: a report while it is written, step by step, and the receipt that it gets. What was typed stays
// until the visit ends or the receipt is kept, whatever goes wrong. Plain values; the visit's thread only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/model/receipt.hpp"
#include "content/model/report.hpp"
#include "content/model/report_form.hpp"
#include "kiosk/input/text_field.hpp"

namespace crier {

// Five for the citizen: what it is about (with its kind and the urgent advice), where, what, contact,
// sending.
enum class ReportStep { category, subtype, advice, where, what, contact, check, sending, receipt };
inline constexpr int kCountedSteps = 5;
int counted(ReportStep step);  // 1 to 5

enum class ReportTrouble {
  none,
  says_nothing,  // neither where nor what
  full,          // the machine has no room for another one
  not_stored,    // the disk failed: to be tried again
};

enum class ContactField { name, phone, email };

struct ReportDraft {
  ReportStep step = ReportStep::category;
  ReportId id{};         // set when the form is begun; all zero: not yet
  std::string category;  // keys of the form
  std::string subtype;
  bool is_urgent = false;
  PlaceKind kind = PlaceKind::address;  // of the place that is being written
  TextField place{Lines::single, 200};
  std::vector<ReportPlace> places;
  TextField what{Lines::multiple, 2000};
  ContactField contact = ContactField::name;  // that is being written
  TextField name{Lines::single, 40};
  TextField phone{Lines::single, 30};
  TextField email{Lines::single, 50};
  ReportTrouble trouble = ReportTrouble::none;
  WallTime since{};  // the step's begin

  std::optional<Receipt> receipt;
  std::size_t asked_group = 0;        // of the receipt, asked back
  TextField proof{Lines::single, 4};  // what was typed of it
  std::optional<bool> is_proved;      // none: not yet asked

  TextField& contact_field();
  const TextField& contact_field() const;

  // What is in the place's field joins the places; nothing where it is empty or there are enough.
  void keep_place();

  // Goes one step on or back; the steps that this category does not have are left out. Back from the first
  // changes nothing: false.
  void go_on(const ReportForm& form);
  bool go_back(const ReportForm& form);

  // As it is sealed: all but the day, the site and whether it is slow.
  Report report(const ReportForm& form, std::string language) const;

  void wipe();
};

}  // namespace crier
