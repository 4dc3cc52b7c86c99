// SPDX-License-Identifier: Apache-2.0
#include "content/model/office.hpp"

#include <algorithm>

namespace crier {

const Screen* find_screen(const Office& office, const std::string& id) {
  const auto found = std::find_if(office.screens.begin(), office.screens.end(),
                                  [&id](const Screen& screen) { return screen.id == id; });
  return found == office.screens.end() ? nullptr : &*found;
}

std::string text_in(const LocalizedText& text, const std::vector<std::string>& languages) {
  for (const std::string& language : languages) {
    if (const auto found = text.find(language); found != text.end()) return found->second;
  }
  return text.empty() ? std::string() : text.begin()->second;
}

}  // namespace crier
