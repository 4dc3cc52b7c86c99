// SPDX-License-Identifier: Apache-2.0
#include "kiosk/visit_page.hpp"

#include <fmt/format.h>

namespace crier {

Pastime pastime_of(const VisitState& state) {
  const PanelKind panel = state.page().panel;
  if (panel == PanelKind::report && state.report.receipt) return Pastime::receipt;
  const bool asks = panel == PanelKind::status && state.look_up.step != LookUpStep::found;
  return state.writes || panel == PanelKind::report || asks ? Pastime::writing : Pastime::reading;
}

std::string page_name(const VisitState& state) {
  const Route& page = state.page();
  return fmt::format("{} {} {} {} {} {} {}", state.trail.size(), static_cast<int>(page.panel), page.subject,
                     page.sheet, state.quiz.question, static_cast<int>(state.report.step),
                     state.look_up.step == LookUpStep::found);
}

}  // namespace crier
