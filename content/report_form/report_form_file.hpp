// SPDX-License-Identifier: Apache-2.0
// forms/report.toml: what the kiosk asks of a citizen who reports. Reads the disk; any thread that may wait.
//
//   version = "2026-11"
//   notice = { zh = "...", en = "..." }
//   [[advice]]                     shown before the form goes on
//   key = "money"
//   question = { zh = "...", en = "..." }
//   text = { zh = "...", en = "..." }
//   numbers = ["110", "96110"]     one to three
//   [[category]]                   in the order shown, one to twelve
//   key = "fraud"
//   name = { zh = "...", en = "..." }
//   hint = { zh = "...", en = "..." }        may be left out, as all below
//   code = "F10"                             the office's own
//   icon = "fraud"                           "other" where left out
//   subtypes = [{ key = "tasks", name = { zh = "...", en = "..." } }, ...]
//   advice = "money"
//   about_minors = true
//   [fields]
//   address = { name = { zh = "...", en = "..." }, hint = { zh = "...", en = "..." } }
//   [statuses]
//   received = { zh = "...", en = "..." }
//
// Fields and statuses that are left out have the built-in form's words. Nothing can be attached to a report:
// a kiosk has no camera and takes no files, a report has no field for it, and of minors no picture may be
// sent.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "config/diagnostic.hpp"
#include "content/model/report_form.hpp"

namespace crier {

inline constexpr const char* kReportFormFile = "forms/report.toml";

// The form that an office has which wrote none: ten categories in Chinese and English.
std::string_view built_in_report_form();

// Every mistake is added to `diagnostics` with its place and remedy; the built-in form where the workspace
// has no such file, or where what is there is so wrong that nobody could report with it.
ReportForm read_report_form(const std::filesystem::path& root, const std::vector<std::string>& languages,
                            Diagnostics& diagnostics);

// `name` is what diagnostics call the file.
ReportForm parse_report_form(std::string_view text, const std::string& name,
                             const std::vector<std::string>& languages, Diagnostics& diagnostics);

}  // namespace crier
