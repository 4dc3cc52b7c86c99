// SPDX-License-Identifier: Apache-2.0
// FileCheck: asked each time before a file of the content is opened, so that nobody shows what was tampered
// with; its error is a fault of the file as any other. What it remembers is its own business. Empty: no
// check. Called on the threads that decode, prepare and draw, on several at once; may take long.
#pragma once

#include <filesystem>
#include <functional>

#include "config/result.hpp"

namespace crier {

using FileCheck = std::function<Result<void>(const std::filesystem::path&)>;

}  // namespace crier
