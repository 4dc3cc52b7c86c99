// SPDX-License-Identifier: Apache-2.0
// The texts of the sample office, written out without its films.
#pragma once

#include "content/workspace/workspace.hpp"

namespace crier {

// Empty where it cannot be loaded.
inline const Office& panel_office() {
  static const Workspace workspace = [] {
    const auto loaded = load_workspace(CRIER_PANEL_OFFICE);
    return loaded ? *loaded : Workspace{};
  }();
  return workspace.office;
}

}  // namespace crier
