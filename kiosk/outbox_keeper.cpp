// SPDX-License-Identifier: Apache-2.0
#include "kiosk/outbox_keeper.hpp"

#include <malloc.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "content/sealing/randomness.hpp"
#include "content/upload/store_address.hpp"

namespace crier {
namespace {

constexpr std::chrono::seconds kStart{4};
constexpr std::chrono::seconds kRetry{30};

std::string first_line(const std::filesystem::path& file) {
  std::string line;
  if (file.empty()) return line;
  std::ifstream in(file);
  std::getline(in, line);
  return line;
}

StoreSettings store_of(const KioskSettings& settings, const std::string& device) {
  StoreSettings store;
  store.address = settings.store;
  store.device = device;
  store.user = settings.store_user;
  store.password = first_line(settings.store_password_file);
  if (!settings.store_region.empty()) store.region = settings.store_region;
  store.authority = settings.store_authority;
  return store;
}

// From 0 to below 1.
double chance() {
  constexpr std::uint32_t kSteps = 1U << 30;
  return static_cast<double>(random_below(kSteps)) / kSteps;
}

}  // namespace

OutboxKeeper::OutboxKeeper(const KioskSettings& settings, std::string device, std::vector<ReportKeys> keys,
                           const Clock& clock, Log& log, std::function<void()> wake)
    : settings_(settings),
      device_(std::move(device)),
      keys_(std::move(keys)),
      clock_(clock),
      log_(log),
      wake_(std::move(wake)),
      keeping_([this](const std::stop_token& stop) { run(stop); }),
      carrying_([this](const std::stop_token& stop) { carry(stop); }) {}

OutboxKeeper::~OutboxKeeper() = default;

Keeping OutboxKeeper::store(const Envelope& envelope) {
  Order order = envelope;
  return orders_.try_push(order) ? Keeping::stored : Keeping::failed;
}

std::optional<Outbox> OutboxKeeper::open() {
  auto opened = Outbox::open(settings_.outbox, keys_.get());
  if (!opened) {
    log_.error("outbox", {{"reason", opened.error().message}});
    return std::nullopt;
  }
  if (const std::string damage = opened->status().damage; !damage.empty())
    log_.error("outbox", {{"mended", damage}});
  return std::move(*opened);
}

void OutboxKeeper::run(const std::stop_token& stop) {
  // The first panel comes first; a report that comes meanwhile ends the wait.
  auto early = orders_.pop_until(clock_.monotonic() + kStart, stop);
  while (!stop.stop_requested()) {
    if (auto outbox = open()) {
      malloc_trim(0);  // all slots passed through memory
      if (early) keep(&*outbox, std::get<Envelope>(*std::exchange(early, std::nullopt)));
      tend(*outbox, stop);
      continue;
    }
    // Whoever sends a report meanwhile is told so, and may try again.
    auto order =
        early ? std::exchange(early, std::nullopt) : orders_.pop_until(clock_.monotonic() + kRetry, stop);
    if (!order) continue;
    if (const auto* const envelope = std::get_if<Envelope>(&*order)) keep(nullptr, *envelope);
  }
}

void OutboxKeeper::follow_keys(Outbox& outbox) const {
  if (const auto keys = keys_.get(); keys != outbox.keys()) outbox.use_keys(keys);
}

void OutboxKeeper::tend(Outbox& outbox, const std::stop_token& stop) {
  Courier courier(outbox, clock_, &chance);
  while (!stop.stop_requested()) {
    follow_keys(outbox);
    auto errand = courier.next();
    if (!errand) {
      log_.error("outbox", {{"reason", errand.error().message}});
      return;  // opened anew, and mended
    }
    if (*errand) errands_.try_push(**errand);
    auto order = orders_.pop_until(clock_.monotonic() + courier.rest(), stop);
    if (!order) continue;
    if (const auto* const delivery = std::get_if<Delivery>(&*order)) {
      courier.done(*delivery);
    } else {
      follow_keys(outbox);
      keep(&outbox, std::get<Envelope>(*order));
    }
  }
}

void OutboxKeeper::keep(Outbox* outbox, const Envelope& envelope) {
  Keeping outcome = Keeping::failed;
  if (outbox != nullptr) {
    const auto stored = outbox->store(envelope);
    outcome = stored                                    ? Keeping::stored
              : stored.error().code == ErrorCode::limit ? Keeping::full
                                                        : Keeping::failed;
    if (outcome == Keeping::failed) log_.error("outbox", {{"reason", stored.error().message}});
  }
  outcomes_.try_push(outcome);
  wake_();
}

void OutboxKeeper::carry(const std::stop_token& stop) {
  std::unique_ptr<EnvelopeStore> store;
  bool is_failing = false;
  while (!stop.stop_requested()) {
    auto errand = errands_.pop_until(MonotonicTime::max(), stop);
    if (!errand) continue;
    std::string trouble;
    if (!store) {
      auto opened = open_store(store_of(settings_, device_), clock_, stop);
      if (opened) {
        store = std::move(*opened);
      } else {
        trouble = opened.error().message;
      }
    }
    Order order = store ? run_errand(std::move(*errand), *store)
                        : Delivery{std::move(*errand), fail(ErrorCode::io, trouble)};
    const Delivery& delivery = std::get<Delivery>(order);
    const bool fails = !delivery.outcome && delivery.outcome.error().code != ErrorCode::not_found;
    // Told when it begins and when it is over, and nothing of what was carried.
    if (fails != std::exchange(is_failing, fails)) {
      if (fails) {
        log_.warning("upload", {{"failing", delivery.outcome.error().message}});
      } else {
        log_.info("upload", {{"works", "again"}});
      }
    }
    orders_.push_until(order, MonotonicTime::max(), stop);
  }
}

}  // namespace crier
