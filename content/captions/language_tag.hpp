// SPDX-License-Identifier: Apache-2.0
// Language tags (BCP 47) as file names and containers write them. Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crier {

// ASCII letters made small.
std::string ascii_lower(std::string_view text);

// The tag in its usual spelling ("zh-Hans-CN" for "ZH_hans_cn"), or none where `text` is no tag. ISO 639-2
// codes that have a two-letter one become it, as containers say "chi" and "zho" for "zh".
std::optional<std::string> language_tag(std::string_view text);

// How well captions in `offered` serve who wants `wanted`: 0 not at all; higher is better. "zh" is served by
// "zh", then by any "zh-..."; "zh-Hant" by itself and, less well, by "zh" (RFC 4647, lookup).
int language_fit(std::string_view wanted, std::string_view offered);

}  // namespace crier
