// SPDX-License-Identifier: Apache-2.0
// How a path and a query are written in a URL (RFC 3986, section 2). Pure functions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace crier {

// Everything but letters, digits and "-._~/" as %XX: how a path stands in a URL and in what is signed.
std::string encode_path(std::string_view path);
// The same for a value in a query or a single segment, where a slash is encoded too.
std::string encode_query(std::string_view value);

// What a segment of a path says; none where it is badly encoded, or would lead elsewhere as a file's name:
// empty, dots alone, or with a slash or a zero byte inside.
std::optional<std::string> decode_segment(std::string_view segment);

}  // namespace crier
