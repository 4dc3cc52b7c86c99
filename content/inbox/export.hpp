// SPDX-License-Identifier: Apache-2.0
// Reports as other programs read them: CSV (RFC 4180) for tables, JSON, and XARF 4 for those who take harmful
// content down. Never contact details, which leave their box for two people only. Reads the database; one
// thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "content/inbox/inbox.hpp"
#include "content/inbox/inbox_settings.hpp"

namespace crier {

enum class ExportFormat { csv, json, xarf };

struct ExportCounts {
  std::size_t written = 0;
  std::size_t left_out = 0;  // purged; for XARF also those of no kind that it knows, or without a web address
};

// Hands the text to `write` piece by piece. XARF's list has an entry for each web address.
Result<ExportCounts> export_reports(Inbox& inbox, const ReportFilter& filter, ExportFormat format,
                                    const ExportSender& sender,
                                    const std::function<void(std::string_view)>& write);

// "2026-11-24"; empty where there is none.
std::string day_text(const std::optional<std::chrono::sys_days>& day);

// "urgent minor slow contact elsewhere unanswerable", those that hold.
std::string marks_text(std::uint32_t marks);

// "address", "app" ...
const std::string& place_name(PlaceKind kind);

}  // namespace crier
