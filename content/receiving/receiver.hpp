// SPDX-License-Identifier: Apache-2.0
// Receiver: keeps a device's store in step with its repository, for as long as it lives, on a thread of its
// own: asks every half minute or so, or at once when it is nudged. Whatever goes wrong is logged once, and
// what is on plays on. Events: publication-activated, repository-stale with its reason, repository-fresh,
// download-paused, file-damaged, file-mended.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "config/clock.hpp"
#include "config/latest.hpp"
#include "config/log.hpp"
#include "content/nudge/nudge.hpp"
#include "content/receiving/download_window.hpp"
#include "content/receiving/signed_files.hpp"
#include "content/receiving/synchroniser.hpp"

namespace crier {

struct ReceiverOptions {
  StoreOptions store;
  std::string repository;                  // content/receiving/repository_address.hpp
  std::vector<std::string> peers;          // asked for files before the repository
  std::filesystem::path authority;         // certificates in PEM that https and a broker's TLS are held to
  std::chrono::milliseconds poll{30'000};  // on average: each wait is up to a fifth shorter or longer
  DownloadWindow window;                   // of media
  std::uint64_t bytes_per_second = 0;      // of media; 0: no limit
  std::string nudge;                       // content/nudge/nudge.hpp; empty: nobody nudges
};

// What a technician wants to know.
struct ReceiverState {
  std::int64_t version = 0;  // of the last refresh that succeeded; 0: none did yet
  std::string id;
  std::string stale;  // why nothing new may be accepted; empty: all is well
  SyncProgress progress;
};

class Receiver {
 public:
  // Makes the store ready and looks at what it holds: after that `active()` can be read. Disk only; then the
  // thread starts. `clock` and `log` outlive it.
  static Result<std::unique_ptr<Receiver>> start(ReceiverOptions options, const Clock& clock, Log& log);
  ~Receiver();

  // The folder that is on, a symbolic link; and the folder of alerts.
  const std::filesystem::path& active() const { return active_; }
  const std::filesystem::path& alerts() const { return alerts_; }

  // Asks the repository at once. Any thread; does not wait.
  void look_now();

  // SignedFiles::check. Any thread; reads the disk.
  Result<void> check(const std::filesystem::path& file) { return files_.check(file); }

  ReceiverState state() const { return state_.get(); }  // any thread

 private:
  Receiver(ReceiverOptions options, const Clock& clock, Log& log);
  Result<void> listen();
  void run(const std::stop_token& stop);
  void look(Synchroniser& store, const RepositoryOrigins& origins);
  void mend(Synchroniser& store, const RepositoryOrigins& origins);
  void know_active(const Synchroniser& store);
  void note_success(const SyncResult& result);
  void note_failure(const Error& error);
  Nanoseconds next_wait();

  const ReceiverOptions options_;
  const Clock& clock_;
  Log& log_;
  std::filesystem::path active_;
  std::filesystem::path alerts_;
  SignedFiles files_;
  Latest<std::uint64_t> nudges_{0};
  Latest<ReceiverState> state_{ReceiverState{}};

  // Of the thread.
  std::filesystem::path known_;  // the folder whose files are held to their signatures
  bool is_incomplete_ = false;
  MonotonicTime next_whole_look_;  // when everything is asked, whatever the one question says
  int failures_ = 0;

  std::jthread thread_;                      // stops before what it uses goes
  std::unique_ptr<NudgeListener> listener_;  // last; null: nobody nudges
};

}  // namespace crier
