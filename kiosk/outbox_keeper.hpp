// SPDX-License-Identifier: Apache-2.0
// OutboxKeeper: the kiosk's outbox on threads of its own: one owns the disk, one the network. Nothing that a
// citizen or a passer-by sees waits for either. Its methods belong to the main thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "config/bounded_queue.hpp"
#include "config/latest.hpp"
#include "config/log.hpp"
#include "config/settings.hpp"
#include "content/model/report_keys.hpp"
#include "content/outbox/outbox.hpp"
#include "content/upload/courier.hpp"

namespace crier {

enum class Keeping { stored, full, failed };

class OutboxKeeper {
 public:
  // Opens the outbox on its own thread, and makes it where there is none; what fails is logged and tried
  // again. `device`: the screen's id, under which its envelopes lie. `wake` is called from that thread when
  // an outcome is there. `log` and `clock` outlive the keeper.
  OutboxKeeper(const KioskSettings& settings, std::string device, std::vector<ReportKeys> keys,
               const Clock& clock, Log& log, std::function<void()> wake);
  ~OutboxKeeper();  // ends a transfer, waits for the disk
  OutboxKeeper(const OutboxKeeper&) = delete;
  OutboxKeeper& operator=(const OutboxKeeper&) = delete;

  // Newer content brought these: they seal what is made up from now on.
  void use_keys(std::vector<ReportKeys> keys) { keys_.put(std::move(keys)); }

  // Stores it; the outcome comes through `take`. Fails at once where one is still under way.
  Keeping store(const Envelope& envelope);

  // The outcome of `store`, once.
  std::optional<Keeping> take() { return outcomes_.try_pop(); }

 private:
  using Order = std::variant<Envelope, Delivery>;

  void run(const std::stop_token& stop);
  std::optional<Outbox> open();
  void tend(Outbox& outbox, const std::stop_token& stop);
  void follow_keys(Outbox& outbox) const;
  void keep(Outbox* outbox, const Envelope& envelope);
  void carry(const std::stop_token& stop);

  const KioskSettings settings_;
  const std::string device_;
  Latest<std::vector<ReportKeys>> keys_;
  const Clock& clock_;
  Log& log_;
  const std::function<void()> wake_;
  BoundedQueue<Order> orders_{2};  // one report, one delivery
  BoundedQueue<Keeping> outcomes_{1};
  BoundedQueue<Errand> errands_{1};
  std::jthread keeping_;
  std::jthread carrying_;
};

}  // namespace crier
