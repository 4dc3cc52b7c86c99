// SPDX-License-Identifier: Apache-2.0
#include "content/model/office.hpp"

#include <algorithm>

namespace crier {

const Screen* find_screen(const Office& office, const std::string& id) {
  const auto found = std::find_if(office.screens.begin(), office.screens.end(),
                                  [&id](const Screen& screen) { return screen.id == id; });
  return found == office.screens.end() ? nullptr : &*found;
}

}  // namespace crier
