// SPDX-License-Identifier: Apache-2.0
// InboxDesk: what the subcommands of `crier inbox` work at: an inbox's folder with its settings, the
// workspace that it belongs to, and the keys. Ends the subcommand where anything of it is not to be had. Main
// thread only.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/secret_text.hpp"
#include "content/inbox/inbox.hpp"
#include "content/inbox/inbox_settings.hpp"
#include "content/model/office.hpp"
#include "content/schedule/zone.hpp"
#include "content/sealing/private_key_file.hpp"

namespace CLI {
class App;
}

namespace crier {

// What all of these subcommands are told.
struct DeskOptions {
  std::string folder;
  std::string who;  // empty: the name that the system knows
  std::string passphrase_file;
  int passphrase_descriptor = -1;
};

void add_desk_options(CLI::App* command, DeskOptions& options);
void add_key_options(CLI::App* command, DeskOptions& options);

class InboxDesk {
 public:
  explicit InboxDesk(const DeskOptions& options);

  Inbox& inbox() { return *inbox_; }
  const Office& office() const { return office_; }
  const Zone& zone() const { return zone_; }
  const InboxSettings& settings() const { return settings_; }

  // Now, by the person who was named.
  Occasion occasion() const;

  // Opens report keys, the newest first, until one opens the inbox.
  void unlock(InboxUse use = InboxUse::write);
  // Opens all that are there, and the inbox with them.
  const std::vector<ReportSecret>& unlock_all();
  LockedBytes signature_seed();

  // Says on standard error where the history is broken; true where it is.
  bool warn_of_history();

  // Writes the answers' bundle into the workspace, and says so.
  void publish();

 private:
  std::vector<std::string> report_key_files() const;
  PrivateKey open_key(const std::string& file, KeyPurpose purpose);
  void add_secret(const std::string& file);

  DeskOptions options_;
  InboxSettings settings_;
  Office office_;
  Zone zone_;
  std::optional<Inbox> inbox_;
  std::vector<ReportSecret> secrets_;
  std::optional<SecretText> passphrase_;  // that opened the last key; keys may share one
};

// "2026-11-24"; a validator's verdict for CLI11, and the day.
std::string check_day_text(const std::string& text);
std::chrono::sys_days parse_day(const std::string& text);

}  // namespace crier
