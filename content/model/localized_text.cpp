// SPDX-License-Identifier: Apache-2.0
#include "content/model/localized_text.hpp"

namespace crier {

std::string text_in(const LocalizedText& text, const std::vector<std::string>& languages) {
  for (const std::string& language : languages) {
    if (const auto found = text.find(language); found != text.end()) return found->second;
  }
  return text.empty() ? std::string() : text.begin()->second;
}

}  // namespace crier
