// SPDX-License-Identifier: Apache-2.0
// One target, fetched into a file: resumed where an earlier try was cut, verified by its length and every
// hash, and only then given its name. Waits for network and disk; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "config/result.hpp"
#include "content/repository/metadata.hpp"
#include "content/repository/origin.hpp"

namespace crier {

// Told the bytes that are there now; false ends the transfer, which a later call takes up again.
using DownloadProgress = std::function<bool(std::uint64_t bytes)>;

// `url_path`: target_url_path(). Replaces `file`; what is unfinished lies beside it as ".NAME.part". After
// success it is on the disk for good. Fails with code `format` where what came is another file: that was
// thrown away.
Result<void> download_target(Origin& origin, const std::string& url_path, const TargetFile& target,
                             const std::filesystem::path& file, const DownloadProgress& progress = {});

}  // namespace crier
