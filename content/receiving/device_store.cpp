// SPDX-License-Identifier: Apache-2.0
#include "content/receiving/device_store.hpp"

namespace crier {

StoreOptions device_store(const PlayerSettings& settings) {
  constexpr std::uint64_t kMegabyte = 1'000'000;
  StoreOptions options;
  options.folder = settings.repository.store;
  options.factory_root = settings.repository.root;
  options.quota_bytes = settings.repository.quota * kMegabyte;
  for (const ScreenOnDisplay& screen : settings.screens) options.role.screens.push_back(screen.id);
  if (settings.screens.empty() && !settings.screen.empty()) options.role.screens.push_back(settings.screen);
  return options;
}

}  // namespace crier
