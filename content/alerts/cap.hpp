// SPDX-License-Identifier: Apache-2.0
// The alert element of CAP 1.0, 1.1 and 1.2, read into the model. Internal to content/alerts; one thread.
#pragma once

#include "content/alerts/alert_elements.hpp"
#include "content/model/alert.hpp"

namespace crier {

// The versions differ in what is required and in a few words.
enum class CapVersion { v1_0, v1_1, v1_2 };

// Right only where no diagnostic was added.
Alert read_cap(const AlertElement& root, CapVersion version);

}  // namespace crier
