// SPDX-License-Identifier: Apache-2.0
#include "content/model/office.hpp"

#include <algorithm>

namespace crier {

const Category* find_category(const Office& office, const std::string& key) {
  const auto found = std::find_if(office.categories.begin(), office.categories.end(),
                                  [&key](const Category& category) { return category.key == key; });
  return found == office.categories.end() ? nullptr : &*found;
}

const Screen* find_screen(const Office& office, const std::string& id) {
  const auto found = std::find_if(office.screens.begin(), office.screens.end(),
                                  [&id](const Screen& screen) { return screen.id == id; });
  return found == office.screens.end() ? nullptr : &*found;
}

}  // namespace crier
