// SPDX-License-Identifier: Apache-2.0
// inbox.toml in the inbox's folder: where things are, and how long they may take. Paths are relative to that
// folder. Reads the disk; any thread that may wait.
//
//   workspace = "../office"
//   private = "../private"               the folder of the private keys
//   store = "file:///media/stick"        as kiosks name it (upload/store_address.hpp)
//   user = "inbox"                       of a bucket or collection; may be left out, as all below
//   password_file = "store-password"     its first line
//   region = "us-east-1"
//   authority = "ca.pem"
//   [limits]
//   triage_workdays = 7
//   reply_workdays = 5
//   overall_days = 60
//   keep_days = 1095                     from the first closing to the purge
//   [sender]                             for XARF
//   org = "..."
//   contact = "desk@office.example"
//   domain = "office.example"
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/diagnostic.hpp"
#include "config/result.hpp"
#include "content/inbox/triage.hpp"
#include "content/upload/store_address.hpp"

namespace crier {

inline constexpr const char* kInboxSettingsFile = "inbox.toml";

// Who sends what is exported as XARF.
struct ExportSender {
  std::string org;
  std::string contact;
  std::string domain;
};

struct InboxSettings {
  std::filesystem::path workspace;
  std::filesystem::path private_keys;
  StoreSettings store;  // without a device, and with the password read
  TimeLimits limits;
  int keep_days = 1'095;
  ExportSender sender;
};

// Fails where the file is not there; its mistakes are added to `diagnostics`.
Result<InboxSettings> read_inbox_settings(const std::filesystem::path& folder, Diagnostics& diagnostics);

InboxSettings parse_inbox_settings(std::string_view text, const std::filesystem::path& folder,
                                   Diagnostics& diagnostics);

}  // namespace crier
