// SPDX-License-Identifier: Apache-2.0
// Reads one warning message: CAP 1.2 (OASIS CAP-V1.2), its forerunners 1.1 and 1.0, and the XML of China's
// national warning platform (国突), which is not CAP. Pure functions; any thread.
//
// Strict where the standard is: required elements, closed lists of words, times with a numeric offset and no
// "Z", references as triplets. A file with a mistake is no alert at all. In the national format an alert is
// told by its lack of a namespace and its `sendTime`; times may hold a blank and lack the offset (China's is
// meant), the colour stands where CAP has its severity, references are bare identifiers, `senderName` is a
// person who signs and is never kept.
//
// Bounds: 1 MiB, 64 infos, 512 areas and geocodes of an info, 256 references, 16 KiB a text. Any DOCTYPE is
// refused, so entities do not exist; nesting costs memory in proportion to the file and no stack.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "config/diagnostic.hpp"
#include "content/model/alert.hpp"

namespace crier {

inline constexpr std::size_t kMostAlertBytes = std::size_t{1} << 20;

// None where there is a mistake; each is added to `diagnostics` under `name`, the first one being the most
// telling. UTF-8, UTF-16 with a mark, or a GB encoding that the XML declaration names.
std::optional<Alert> parse_alert(std::string_view bytes, const std::string& name, Diagnostics& diagnostics);

}  // namespace crier
