// SPDX-License-Identifier: Apache-2.0
// PublishDesk: what the commands about a repository share: the store, what is in it, the keys and their
// passphrases, and completing. Stops the program where something fails. Main thread only.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/clock.hpp"
#include "content/publishing/completion.hpp"
#include "content/publishing/known_root.hpp"
#include "content/publishing/publication.hpp"
#include "content/publishing/staging.hpp"
#include "content/publishing/status_report.hpp"
#include "content/repository/signing_key.hpp"

namespace CLI {
class App;
}

namespace crier {

struct RepositoryOptions {
  std::string address;
  std::string credentials;
  std::vector<std::string> keys;              // --as
  std::vector<std::string> online;            // --online
  std::string nudge;                          // a broker: content/nudge/nudge.hpp; empty: nobody is nudged
  std::vector<std::string> passphrase_files;  // of the keys in their order, then of the online ones
};

void add_store_options(CLI::App* command, RepositoryOptions& options, const char* name);
void add_as_option(CLI::App* command, RepositoryOptions& options, const char* text);
void add_online_option(CLI::App* command, RepositoryOptions& options);
void add_passphrase_options(CLI::App* command, RepositoryOptions& options);

class PublishDesk {
 public:
  explicit PublishDesk(const RepositoryOptions& options);

  RepositoryStore& store() { return *store_; }
  const Publication* active() const { return active_ ? &*active_ : nullptr; }
  // Stops where the repository does not know yet who may sign.
  const Publication& publication() const;
  const Staged& staged() const { return staged_; }
  std::chrono::sys_seconds now() const;
  KeyNames names() { return names_of(published_signers(*store_, active())); }

  void read_again();

  // The keys named by --as and --online, opened once.
  const std::vector<SigningKey>& keys();
  const std::vector<SigningKey>& online_keys();

  // Signs what waits of that kind with every key of --as that may; how many did.
  int sign(StagedKind kind);

  // Completes what can be, says what was done and what waits.
  void complete();

  // The same without end, after a pause each time. What fails is told, and tried again.
  [[noreturn]] void keep_completing(Nanoseconds pause);

 private:
  void tell(const Completion& done) const;
  std::vector<SigningKey> open_keys(const std::vector<std::string>& files, std::size_t first_passphrase);

  const RepositoryOptions& options_;
  SystemClock clock_;
  std::unique_ptr<RepositoryStore> store_;
  KnownRoots known_roots_;
  std::string known_address_;
  std::optional<Publication> active_;
  Staged staged_;
  std::optional<std::vector<SigningKey>> keys_;
  std::optional<std::vector<SigningKey>> online_;
};

// "content waits for: second-review (Reviewer B, Reviewer C)", a line for each thing that waits.
std::string waiting_text(const WaitingState& waiting);

}  // namespace crier
