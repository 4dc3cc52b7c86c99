// SPDX-License-Identifier: Apache-2.0
// LocalizedText: a text in one or more languages. Plain values; any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace crier {

// Keyed by BCP 47 tag ("zh", "en").
using LocalizedText = std::map<std::string, std::string>;

// The text in the first of `languages` that it has, else in any, else empty.
std::string text_in(const LocalizedText& text, const std::vector<std::string>& languages);

}  // namespace crier
