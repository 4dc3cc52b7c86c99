// SPDX-License-Identifier: Apache-2.0
// Whatever bytes the form's file holds, a form comes out of it with which a citizen can report.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "content/report_form/report_form_file.hpp"

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crier;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Diagnostics diagnostics;
  const ReportForm form = parse_report_form(text, "forms/report.toml", {"zh", "en"}, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics)
    demand(!diagnostic.what.empty() && !diagnostic.remedy.empty());
  demand(!form.categories.empty() && form.categories.size() <= 12 && form.version.size() <= 40);
  for (const ReportCategory& category : form.categories) {
    demand(!category.key.empty() && category.key.size() <= kMostKeyBytes && !category.name.empty());
    demand(category.advice.empty() || find_advice(form, category.advice) != nullptr);
  }
  for (const ReportFieldWords& words : form.fields) demand(!words.name.empty());
  return 0;
}
