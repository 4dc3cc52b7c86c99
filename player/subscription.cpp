// SPDX-License-Identifier: Apache-2.0
#include "player/subscription.hpp"

#include <utility>

#include "content/receiving/device_store.hpp"

namespace crier {

Result<std::unique_ptr<Receiver>> subscribe(PlayerOptions& options, Visitors visitors, const Clock& clock,
                                            Log& log) {
  constexpr std::uint64_t kKilobyte = 1'000;
  PlayerSettings& settings = options.settings;
  const RepositorySettings& wanted = settings.repository;
  if (wanted.url.empty()) return std::unique_ptr<Receiver>{};
  ReceiverOptions receiving;
  receiving.store = device_store(settings);
  receiving.store.role.serves_visitors = visitors == Visitors::served;
  receiving.repository = wanted.url;
  receiving.peers = wanted.peers;
  receiving.authority = wanted.authority;
  receiving.poll = wanted.poll;
  receiving.bytes_per_second = wanted.download_limit * kKilobyte;
  receiving.nudge = wanted.nudge;
  if (!wanted.download_hours.empty()) {
    const auto window = DownloadWindow::parse(wanted.download_hours, settings.screen);
    if (!window) return tl::unexpected(window.error());
    receiving.window = *window;
  }
  auto receiver = Receiver::start(std::move(receiving), clock, log);
  if (!receiver) return receiver;
  settings.content = (*receiver)->active();
  settings.alerts.push_back((*receiver)->alerts());
  return receiver;
}

FileCheck check_by(Receiver* receiver) {
  if (receiver == nullptr) return {};
  return [receiver](const std::filesystem::path& file) { return receiver->check(file); };
}

}  // namespace crier
